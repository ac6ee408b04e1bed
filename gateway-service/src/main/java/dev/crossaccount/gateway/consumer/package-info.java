@NullMarked
package dev.crossaccount.gateway.consumer;

import org.jspecify.annotations.NullMarked;
