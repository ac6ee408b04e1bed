@NullMarked
package dev.crossaccount.benchmark.subject;

import org.jspecify.annotations.NullMarked;
