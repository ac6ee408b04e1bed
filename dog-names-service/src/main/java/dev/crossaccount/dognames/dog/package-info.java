/** Dogs, their names, and the API that hands them out. */
@NullMarked
package dev.crossaccount.dognames.dog;

import org.jspecify.annotations.NullMarked;
