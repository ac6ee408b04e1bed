@NullMarked
package dev.crossaccount.privatelink.requestid;

import org.jspecify.annotations.NullMarked;
