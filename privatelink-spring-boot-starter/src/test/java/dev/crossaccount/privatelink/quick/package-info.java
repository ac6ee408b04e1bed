@NullMarked
package dev.crossaccount.privatelink.quick;

import org.jspecify.annotations.NullMarked;
