@NullMarked
package dev.crossaccount.benchmark.load;

import org.jspecify.annotations.NullMarked;
