@NullMarked
package dev.crossaccount.gateway.direct;

import org.jspecify.annotations.NullMarked;
