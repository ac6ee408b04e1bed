@NullMarked
package dev.crossaccount.gateway.throttle;

import org.jspecify.annotations.NullMarked;
