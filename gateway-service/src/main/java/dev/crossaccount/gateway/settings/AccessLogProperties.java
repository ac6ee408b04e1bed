package dev.crossaccount.gateway.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A line for each request to the public port.
 *
 * @param enabled whether there is one
 * @param fields what it has, in this order; everything when empty
 * @param file where it is appended to; standard output when left out
 * @param maxFileSize size at which the file is put aside under a number
 * @param maxFiles how many of those are kept
 */
public record AccessLogProperties(@DefaultValue("true") boolean enabled, @DefaultValue List<String> fields,
		@Nullable String file, @DefaultValue("100MB") DataSize maxFileSize, @DefaultValue("10") int maxFiles) {

}
