package dev.crossaccount.gateway.telemetry;

import java.io.FilterOutputStream;
import java.io.IOException;

import ch.qos.logback.core.recovery.RecoveryListener;
import ch.qos.logback.core.recovery.ResilientOutputStreamBase;
import io.micrometer.core.instrument.Counter;

/**
 * Counts the lines that a file does not take, such as on a full disk. Logback's stream
 * tells only its listeners, and loses what comes until it tries the file again.
 */
final class LostLines extends FilterOutputStream implements RecoveryListener {

	private final Counter dropped;

	/** Lines that may still be in the stream's buffer. */
	private int waiting;

	private boolean failing;

	LostLines(ResilientOutputStreamBase file, Counter dropped) {
		super(file);
		this.dropped = dropped;
		file.addRecoveryListener(this);
	}

	@Override
	public void write(byte[] line, int offset, int length) throws IOException {
		this.waiting++;
		this.out.write(line, offset, length);
		countIfLost();
	}

	@Override
	public void flush() throws IOException {
		this.out.flush();
		countIfLost();
		this.waiting = 0;
	}

	@Override
	public void newFailure(IOException failure) {
		this.failing = true;
	}

	@Override
	public void recoveryOccured() {
		this.failing = false;
	}

	private void countIfLost() {
		if (this.failing) {
			this.dropped.increment(this.waiting);
			this.waiting = 0;
		}
	}

}
