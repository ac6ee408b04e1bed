/** Traces of a service's requests, where a collector is named. */
@NullMarked
package dev.crossaccount.privatelink.trace;

import org.jspecify.annotations.NullMarked;
