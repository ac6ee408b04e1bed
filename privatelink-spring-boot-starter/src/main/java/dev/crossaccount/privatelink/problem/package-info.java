/** Errors as RFC 9457 problems: the same shape from MVC, from filters and from Jetty. */
@NullMarked
package dev.crossaccount.privatelink.problem;

import org.jspecify.annotations.NullMarked;
