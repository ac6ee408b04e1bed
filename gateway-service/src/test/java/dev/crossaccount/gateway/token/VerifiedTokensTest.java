package dev.crossaccount.gateway.token;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is remembered of tokens. */
class VerifiedTokensTest {

	private static final Duration WAIT = Duration.ofSeconds(10);

	private final ExecutorService workers = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(1));

	private final Withdrawals withdrawals = new Withdrawals();

	private final AtomicInteger decoded = new AtomicInteger();

	private final CountDownLatch gate = new CountDownLatch(1);

	private volatile Instant end = Instant.now().plusSeconds(300);

	@AfterEach
	void stop() {
		this.workers.shutdownNow();
	}

	@Test
	void shouldDecodeATokenOnceForAllThatSendItAtTheSameTime() throws Exception {
		VerifiedTokens tokens = tokens();
		List<CompletableFuture<VerifiedToken>> answers = new ArrayList<>();
		Disposable leaver = tokens.verify("x").subscribe();
		for (int i = 0; i < 50; i++) {
			answers.add(tokens.verify("x").toFuture());
		}
		leaver.dispose();
		this.gate.countDown();
		for (CompletableFuture<VerifiedToken> answer : answers) {
			assertThat(answer.get(10, TimeUnit.SECONDS).client()).isEqualTo("x");
		}
		assertThat(this.decoded).hasValue(1);
	}

	@Test
	void shouldAnswerARememberedTokenOnTheSameThread() {
		this.gate.countDown();
		VerifiedTokens tokens = tokens();
		tokens.verify("x").block(WAIT);
		Thread[] thread = new Thread[1];
		tokens.verify("x").subscribe((token) -> thread[0] = Thread.currentThread());
		assertThat(thread[0]).isSameAs(Thread.currentThread());
		assertThat(this.decoded).hasValue(1);
	}

	@Test
	void shouldVerifyAnewWhatIsOverOrWhoseKeyMayBeWithdrawn() {
		this.gate.countDown();
		VerifiedTokens tokens = tokens();
		tokens.verify("x").block(WAIT);
		this.withdrawals.add("other");
		tokens.verify("x").block(WAIT);
		assertThat(this.decoded).hasValue(1);
		this.withdrawals.add("test");
		tokens.verify("x").block(WAIT);
		assertThat(this.decoded).hasValue(2);
		this.end = Instant.now().minusSeconds(1);
		tokens.verify("y").block(WAIT);
		tokens.verify("y").block(WAIT);
		assertThat(this.decoded).hasValue(4);
	}

	@Test
	void shouldNotRememberARefusal() {
		this.gate.countDown();
		VerifiedTokens tokens = tokens();
		for (int i = 1; i <= 2; i++) {
			assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> tokens.verify("bad").block(WAIT));
			assertThat(this.decoded).hasValue(i);
		}
	}

	@Test
	void shouldTakeAnExpiryInAThousandYears() {
		this.gate.countDown();
		this.end = Instant.now().plus(Duration.ofDays(365_000));
		assertThat(tokens().verify("x").block(WAIT)).isNotNull();
	}

	@Test
	void shouldRefuseNewTokensWhenTooManyWait() {
		VerifiedTokens tokens = tokens();
		Disposable first = tokens.verify("1").subscribe();
		Disposable second = tokens.verify("2").subscribe();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> tokens.verify("3").block(WAIT));
		first.dispose();
		second.dispose();
		this.gate.countDown();
	}

	@Test
	void shouldHoldNoWorkerWhileAKeyIsFetched() throws Exception {
		CompletableFuture<VerifiedToken> fetch = new CompletableFuture<>();
		this.gate.countDown();
		ExecutorService worker = Executors.newSingleThreadExecutor();
		VerifiedTokens tokens = new VerifiedTokens((token) -> token.startsWith("new") ? fetch : decode(token),
				this.withdrawals, worker);
		List<CompletableFuture<VerifiedToken>> waiting = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			waiting.add(tokens.verify("new" + i).toFuture());
		}
		assertThat(tokens.verify("known").block(WAIT)).isNotNull();
		worker.shutdown();
		assertThat(waiting).noneMatch(CompletableFuture::isDone);
		fetch.completeExceptionally(new KeysUnavailableException(new IOException("gone")));
		for (CompletableFuture<VerifiedToken> answer : waiting) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
				.withCauseInstanceOf(KeysUnavailableException.class);
		}
	}

	private VerifiedTokens tokens() {
		return new VerifiedTokens(this::decode, this.withdrawals, this.workers);
	}

	private CompletableFuture<VerifiedToken> decode(String token) {
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		this.decoded.incrementAndGet();
		if (token.equals("bad")) {
			throw new InvalidTokenException("Bad.");
		}
		return CompletableFuture.completedFuture(new VerifiedToken("test", token, Set.of(), this.end));
	}

}
