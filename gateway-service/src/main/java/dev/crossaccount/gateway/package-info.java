@NullMarked
package dev.crossaccount.gateway;

import org.jspecify.annotations.NullMarked;
