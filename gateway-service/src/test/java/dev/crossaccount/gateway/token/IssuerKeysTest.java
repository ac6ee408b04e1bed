package dev.crossaccount.gateway.token;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** How long a key is trusted. */
@Tag("any-jdk")
class IssuerKeysTest {

	private static final Duration TICK = Duration.ofMillis(100);

	private static final KeyTimes SHORT = new KeyTimes(Duration.ofSeconds(1), TICK, Duration.ofHours(1));

	private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor();

	private final Withdrawals withdrawals = new Withdrawals();

	private final Published published = new Published();

	@AfterEach
	void stop() {
		this.refresher.shutdownNow();
	}

	@Test
	void shouldHaveTheKeysAtHandBeforeTheyAreAskedFor() throws Exception {
		IssuerKeys keys = keys(KeyTimes.DEFAULT);
		this.refresher.submit(() -> {
		}).get(10, TimeUnit.SECONDS);
		assertThat(keys.get(selector("a"), null)).hasSize(1);
		assertThat(this.published.fetches).hasValue(1);
	}

	@Test
	void shouldNotTrustAWithdrawnKeyForLongerThanItsLife() throws Exception {
		IssuerKeys keys = keys(SHORT);
		assertThat(find(keys, "a")).hasSize(1);
		this.published.keys = List.of(key("b"));
		assertThat(find(keys, "a")).hasSize(1);
		await().atMost(Duration.ofSeconds(10)).until(() -> find(keys, "a").isEmpty());
		assertThat(find(keys, "b")).hasSize(1);
	}

	@Test
	void shouldNoticeAWithdrawalWithoutBeingAsked() throws Exception {
		assertThat(find(keys(SHORT), "a")).hasSize(1);
		assertThat(this.withdrawals.of("test")).isZero();
		this.published.keys = List.of(key("b"));
		await().atMost(Duration.ofSeconds(10)).until(() -> this.withdrawals.of("test") == 1);
	}

	@Test
	void shouldTakeNoEditForAWithdrawalButThatOfWhatAKeyIsFor() throws Exception {
		RSAKey key = (RSAKey) this.published.keys.get(0);
		IssuerKeys keys = keys(SHORT);
		assertThat(find(keys, "a")).hasSize(1);
		this.published.keys = List.of(new RSAKey.Builder(key).issueTime(new Date()).build(), key("b"));
		await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> find(keys, "b").size() == 1);
		assertThat(this.withdrawals.of("test")).isZero();
		this.published.keys = List.of(new RSAKey.Builder(key).keyUse(KeyUse.ENCRYPTION).build(), key("b"));
		await().atMost(Duration.ofSeconds(10)).until(() -> this.withdrawals.of("test") == 1);
	}

	@Test
	void shouldFindANewKeyAtOnce() throws Exception {
		IssuerKeys keys = keys(KeyTimes.DEFAULT);
		assertThat(find(keys, "a")).hasSize(1);
		this.published.keys = List.of(key("a"), key("b"));
		assertThat(find(keys, "b")).hasSize(1);
	}

	@Test
	void shouldServeOnWithOldKeysWhileTheIssuerIsGone() throws Exception {
		IssuerKeys keys = keys(SHORT);
		assertThat(find(keys, "a")).hasSize(1);
		this.published.gone = true;
		int before = this.published.fetches.get();
		await().atMost(Duration.ofSeconds(20)).until(() -> this.published.fetches.get() > before + 2);
		assertThat(find(keys, "a")).hasSize(1);
		assertThat(this.withdrawals.of("test")).isZero();
	}

	@Test
	void shouldNotSayThatAKeyIsUnknownWhileTheIssuerIsGone() throws Exception {
		IssuerKeys keys = keys(new KeyTimes(Duration.ofHours(1), Duration.ofSeconds(2), Duration.ofHours(1)));
		assertThat(find(keys, "a")).hasSize(1);
		this.published.gone = true;
		int before = this.published.fetches.get();
		for (int i = 0; i < 200; i++) {
			String unknown = "unknown" + i;
			assertUnavailable(() -> find(keys, unknown));
		}
		assertThat(this.published.fetches.get()).isBetween(before + 1, before + 4);
		assertThat(find(keys, "a")).hasSize(1);
		this.published.gone = false;
		await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> find(keys, "unknown").isEmpty());
	}

	@Test
	void shouldWaitForTheFetchOfOthersAndNotForThoseWhoseKeysAreAtHand() throws Exception {
		IssuerKeys keys = keys(KeyTimes.DEFAULT);
		assertThat(find(keys, "a")).hasSize(1);
		int before = this.published.fetches.get();
		this.published.hold = new CountDownLatch(1);
		List<CompletableFuture<List<JWK>>> waiting = new ArrayList<>();
		for (int i = 0; i < IssuerKeys.MAX_WAITING; i++) {
			waiting.add(keys.fetchAnd(() -> keys.get(selector("b"), null)));
		}
		assertThat(find(keys, "a")).hasSize(1);
		assertThat(keys.fetchAnd(List::of)).isCompletedExceptionally();
		this.published.keys = List.of(key("a"), key("b"));
		this.published.hold.countDown();
		for (CompletableFuture<List<JWK>> found : waiting) {
			assertThat(found.get(10, TimeUnit.SECONDS)).hasSize(1);
		}
		assertThat(this.published.fetches).hasValue(before + 1);
		assertThat(find(keys, "c")).isEmpty();
	}

	@Test
	void shouldServeOnAfterADocumentThatIsNone() throws Exception {
		IssuerKeys keys = keys(SHORT);
		assertThat(find(keys, "a")).hasSize(1);
		this.published.nonsense = "[".repeat(30_000);
		assertUnavailable(() -> find(keys, "b"));
		this.published.nonsense = null;
		this.published.keys = List.of(key("b"));
		await().atMost(Duration.ofSeconds(10)).until(() -> this.withdrawals.of("test") == 1);
		assertThat(find(keys, "b")).hasSize(1);
	}

	@Test
	void shouldNotTrustOldKeysForever() throws Exception {
		IssuerKeys keys = keys(new KeyTimes(Duration.ofSeconds(1), TICK, Duration.ofMillis(1500)));
		assertThat(find(keys, "a")).hasSize(1);
		this.published.gone = true;
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertUnavailable(() -> find(keys, "a")));
		await().atMost(Duration.ofSeconds(10)).until(() -> this.withdrawals.of("test") == 1);
		this.published.gone = false;
		await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> find(keys, "a").size() == 1);
		assertThat(this.withdrawals.of("test")).isEqualTo(1);
	}

	@Test
	void shouldFailWhileItNeverHadKeysAndAskSeldom() {
		this.published.gone = true;
		IssuerKeys keys = keys(KeyTimes.DEFAULT);
		for (int i = 0; i < 50; i++) {
			assertUnavailable(() -> find(keys, "a"));
		}
		assertThat(this.published.fetches.get()).isBetween(1, 3);
	}

	@Test
	void shouldAskSeldomForKeysThatDoNotExist() throws Exception {
		IssuerKeys keys = keys(KeyTimes.DEFAULT);
		for (int i = 0; i < 200; i++) {
			assertThat(find(keys, "unknown" + i)).isEmpty();
		}
		assertThat(this.published.fetches.get()).isBetween(1, 3);
		assertThat(find(keys, "a")).hasSize(1);
	}

	private IssuerKeys keys(KeyTimes times) {
		Issuer issuer = new Issuer("test", "http://localhost", URI.create("http://localhost/jwks"), Set.of("x"), false);
		return new IssuerKeys(new RemoteKeys(issuer, this.published, this.withdrawals), times, this.refresher);
	}

	/** As a token does: those at hand, or else after a fetch. */
	private static List<JWK> find(IssuerKeys keys, String id) throws Exception {
		List<JWK> found = keys.get(selector(id), null);
		return found.isEmpty() ? keys.fetchAnd(() -> keys.get(selector(id), null)).get(10, TimeUnit.SECONDS) : found;
	}

	private static JWKSelector selector(String id) {
		return new JWKSelector(new JWKMatcher.Builder().keyID(id).build());
	}

	private static void assertUnavailable(ThrowingCallable search) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(search)
			.withCauseInstanceOf(KeysUnavailableException.class);
	}

	private static JWK key(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The keys of an issuer without a network. */
	private static final class Published extends Documents {

		private final AtomicInteger fetches = new AtomicInteger();

		private volatile List<JWK> keys = List.of(key("a"));

		private volatile boolean gone;

		private volatile @Nullable String nonsense;

		private volatile CountDownLatch hold = new CountDownLatch(0);

		@Override
		String get(URI uri) throws IOException {
			this.fetches.incrementAndGet();
			try {
				this.hold.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			if (this.gone) {
				throw new IOException("gone");
			}
			if (this.nonsense != null) {
				return this.nonsense;
			}
			return new JWKSet(this.keys).toString(true);
		}

	}

}
