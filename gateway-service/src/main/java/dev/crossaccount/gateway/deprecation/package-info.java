@NullMarked
package dev.crossaccount.gateway.deprecation;

import org.jspecify.annotations.NullMarked;
