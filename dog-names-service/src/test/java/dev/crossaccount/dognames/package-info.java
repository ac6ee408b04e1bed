@NullMarked
package dev.crossaccount.dognames;

import org.jspecify.annotations.NullMarked;
