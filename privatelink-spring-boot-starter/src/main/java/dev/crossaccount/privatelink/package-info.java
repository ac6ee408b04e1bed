@NullMarked
package dev.crossaccount.privatelink;

import org.jspecify.annotations.NullMarked;
