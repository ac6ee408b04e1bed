/** The programs that are measured. */
@NullMarked
package dev.crossaccount.benchmark.subject;

import org.jspecify.annotations.NullMarked;
