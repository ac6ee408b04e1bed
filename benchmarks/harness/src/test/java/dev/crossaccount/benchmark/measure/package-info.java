@NullMarked
package dev.crossaccount.benchmark.measure;

import org.jspecify.annotations.NullMarked;
