@NullMarked
package dev.crossaccount.gateway.cors;

import org.jspecify.annotations.NullMarked;
