/** Answers that are at hand, given where Jetty hands over a request. */
@NullMarked
package dev.crossaccount.privatelink.quick;

import org.jspecify.annotations.NullMarked;
