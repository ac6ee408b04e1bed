@NullMarked
package dev.crossaccount.benchmark.report;

import org.jspecify.annotations.NullMarked;
