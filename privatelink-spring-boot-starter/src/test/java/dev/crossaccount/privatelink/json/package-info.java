@NullMarked
package dev.crossaccount.privatelink.json;

import org.jspecify.annotations.NullMarked;
