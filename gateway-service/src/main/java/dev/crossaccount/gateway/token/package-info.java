@NullMarked
package dev.crossaccount.gateway.token;

import org.jspecify.annotations.NullMarked;
