@NullMarked
package dev.crossaccount.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
