package dev.crossaccount.gateway.telemetry;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.recovery.ResilientOutputStreamBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.crossaccount.gateway.settings.AccessLogProperties;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.Units;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the access log goes. */
@Configuration(proxyBeanMethods = false)
class AccessLogConfiguration {

	private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

	/** What Logback's policy can number. */
	private static final int MAX_FILES = 20;

	private static final long SILENCE = java.time.Duration.ofSeconds(10).toNanos();

	private @Nullable String lastTold;

	private long lastToldAt;

	@Bean
	@ConditionalOnBooleanProperty(name = "gateway.access-log.enabled", matchIfMissing = true)
	AccessLog accessLog(GatewayProperties properties, MeterRegistry registry) {
		AccessLogProperties settings = properties.accessLog();
		check(settings);
		List<AccessLogField> fields = settings.fields().isEmpty() ? List.of(AccessLogField.values())
				: settings.fields().stream().map(AccessLogField::of).flatMap(Optional::stream).distinct().toList();
		Context context = new ContextBase();
		context.getStatusManager().add(this::tell);
		Counter dropped = Counter.builder("gateway.access.log.dropped")
			.description("Lines of the access log that were lost: they came too fast, or could not be written")
			.register(registry);
		return new AccessLog(fields, sink(settings, new AccessLogEncoder(fields), context, dropped), context, dropped);
	}

	/**
	 * Logback's appenders tell nobody else of a full disk, and say so many times a
	 * second.
	 */
	private void tell(Status status) {
		if (status.getLevel() >= Status.WARN && isNew(status.getMessage())) {
			String cause = (status.getThrowable() != null) ? " (" + status.getThrowable().getMessage() + ")" : "";
			LOG.warn("{}{}", status.getMessage(), cause);
		}
	}

	private synchronized boolean isNew(String message) {
		long now = System.nanoTime();
		if (message.equals(this.lastTold) && now - this.lastToldAt < SILENCE) {
			return false;
		}
		this.lastTold = message;
		this.lastToldAt = now;
		return true;
	}

	private static OutputStreamAppender<AccessLogEntry> sink(AccessLogProperties settings, AccessLogEncoder encoder,
			Context context, Counter dropped) {
		OutputStreamAppender<AccessLogEntry> sink = (settings.file() != null)
				? rolling(settings.file(), settings, context, dropped) : new ConsoleAppender<>();
		sink.setContext(context);
		sink.setEncoder(encoder);
		sink.setImmediateFlush(false);
		sink.start();
		if (!sink.isStarted()) {
			throw new InvalidSettingsException(List.of(new InvalidSetting("gateway.access-log.file",
					"can't be written: " + settings.file(), "Name a file in a folder that the gateway may write to.")));
		}
		return sink;
	}

	private static RollingFileAppender<AccessLogEntry> rolling(String file, AccessLogProperties settings,
			Context context, Counter dropped) {
		RollingFileAppender<AccessLogEntry> appender = new RollingFileAppender<>() {

			@Override
			public void setOutputStream(OutputStream file) {
				super.setOutputStream((file instanceof ResilientOutputStreamBase resilient)
						? new LostLines(resilient, dropped) : file);
			}

		};
		appender.setFile(file);
		FixedWindowRollingPolicy files = new FixedWindowRollingPolicy();
		files.setContext(context);
		files.setParent(appender);
		files.setFileNamePattern(file + ".%i");
		files.setMaxIndex(settings.maxFiles());
		files.start();
		SizeBasedTriggeringPolicy<AccessLogEntry> size = new SizeBasedTriggeringPolicy<>();
		size.setContext(context);
		size.setMaxFileSize(new FileSize(settings.maxFileSize().toBytes()));
		// It looks once a minute else, and a busy gateway writes gigabytes in that time.
		size.setCheckIncrement(Duration.buildBySeconds(1));
		size.start();
		appender.setRollingPolicy(files);
		appender.setTriggeringPolicy(size);
		return appender;
	}

	private static void check(AccessLogProperties settings) {
		List<InvalidSetting> invalid = new ArrayList<>();
		settings.fields()
			.stream()
			.filter((field) -> AccessLogField.of(field).isEmpty())
			.map((field) -> new InvalidSetting("gateway.access-log.fields", "has the unknown field " + field,
					"Use any of " + AccessLogField.all() + "."))
			.forEach(invalid::add);
		if (settings.maxFiles() < 1 || settings.maxFiles() > MAX_FILES) {
			invalid.add(InvalidSetting.outOfRange("gateway.access-log.max-files", Integer.toString(settings.maxFiles()),
					"a number from 1 to " + MAX_FILES));
		}
		if (settings.maxFileSize().toBytes() < 1) {
			invalid.add(InvalidSetting.outOfRange("gateway.access-log.max-file-size",
					Units.text(settings.maxFileSize()), "1B or more, such as 100MB"));
		}
		InvalidSettingsException.throwIfAny(invalid);
	}

}
