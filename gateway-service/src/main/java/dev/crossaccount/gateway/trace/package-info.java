@NullMarked
package dev.crossaccount.gateway.trace;

import org.jspecify.annotations.NullMarked;
