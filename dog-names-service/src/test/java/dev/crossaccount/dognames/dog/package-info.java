@NullMarked
package dev.crossaccount.dognames.dog;

import org.jspecify.annotations.NullMarked;
