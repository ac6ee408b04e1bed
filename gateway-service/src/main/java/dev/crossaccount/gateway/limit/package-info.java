@NullMarked
package dev.crossaccount.gateway.limit;

import org.jspecify.annotations.NullMarked;
