@NullMarked
package dev.crossaccount.gateway.headers;

import org.jspecify.annotations.NullMarked;
