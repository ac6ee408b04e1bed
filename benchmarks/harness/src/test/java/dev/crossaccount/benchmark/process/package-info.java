@NullMarked
package dev.crossaccount.benchmark.process;

import org.jspecify.annotations.NullMarked;
