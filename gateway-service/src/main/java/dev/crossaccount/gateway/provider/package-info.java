@NullMarked
package dev.crossaccount.gateway.provider;

import org.jspecify.annotations.NullMarked;
