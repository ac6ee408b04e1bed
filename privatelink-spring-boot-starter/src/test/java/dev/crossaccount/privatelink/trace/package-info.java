@NullMarked
package dev.crossaccount.privatelink.trace;

import org.jspecify.annotations.NullMarked;
