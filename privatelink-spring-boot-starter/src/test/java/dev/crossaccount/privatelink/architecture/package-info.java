@NullMarked
package dev.crossaccount.privatelink.architecture;

import org.jspecify.annotations.NullMarked;
