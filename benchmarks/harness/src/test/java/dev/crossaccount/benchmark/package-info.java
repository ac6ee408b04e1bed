@NullMarked
package dev.crossaccount.benchmark;

import org.jspecify.annotations.NullMarked;
