@NullMarked
package dev.crossaccount.privatelink.endpoint;

import org.jspecify.annotations.NullMarked;
