@NullMarked
package dev.crossaccount.gateway.access;

import org.jspecify.annotations.NullMarked;
