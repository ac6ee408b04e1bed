package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a wrong declaration of providers gets to read. */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class StartUpIT {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					dogs.uri=localhost:8082           | gateway.providers.dogs.uri has no scheme http or https: localhost:8082.
					dogs.uri=ftp://localhost          | gateway.providers.dogs.uri has no scheme http or https: ftp://localhost.
					dogs.uri=//localhost:80           | gateway.providers.dogs.uri has no scheme http or https: //localhost:80.
					dogs.uri=http://                  | gateway.providers.dogs.uri is not a URI: http://.
					dogs.uri=http:/dogs               | gateway.providers.dogs.uri has no valid host: http:/dogs.
					dogs.uri=http://a_b               | gateway.providers.dogs.uri has no valid host: http://a_b.
					dogs.uri=http://a:70000           | gateway.providers.dogs.uri has a port that is not a plain number from 10 to 65535: http://a:70000.
					dogs.uri=http://a:5               | gateway.providers.dogs.uri has a port that is not a plain number from 10 to 65535: http://a:5. Give another port: the HTTP client takes a single digit
					dogs.uri=http://a:0               | gateway.providers.dogs.uri has a port that is not a plain number from 10 to 65535: http://a:0.
					dogs.uri=http://a:                | gateway.providers.dogs.uri has a port that is not a plain number from 10 to 65535: http://a:.
					dogs.uri=http://[::1]:5           | gateway.providers.dogs.uri has a port that is not a plain number from 10 to 65535: http://[::1]:5.
					dogs.uri=http://u:secret@a        | gateway.providers.dogs.uri carries credentials.
					dogs.uri=http://u:secret@my_host:80 | gateway.providers.dogs.uri carries credentials.
					dogs.uri=ftp://u:secret@a         | gateway.providers.dogs.uri carries credentials.
					dogs.uri=u:secret@a               | gateway.providers.dogs.uri has no scheme http or https: ***@a.
					dogs.uri=http://u:secret@a b      | gateway.providers.dogs.uri is not a URI: http://***@a b.
					dogs.uri=http://u:1/secret@a      | gateway.providers.dogs.uri has a port that is not a plain number from 10 to 65535: http://***@a.
					dogs.cors.origins=https://u:secret@a | gateway.providers.dogs.cors.origins has an entry that is no origin: https://***@a.
					dogs.uri=http://a/b               | gateway.providers.dogs.uri has a path, query or fragment
					dogs.uri=http://a?b               | gateway.providers.dogs.uri has a path, query or fragment
					dogs.uri=                         | gateway.providers.dogs.uri is missing.
					dogs.account=22222222222          | gateway.providers.dogs.account is not the number of an AWS account: 22222222222.
					dogs.deprecation.sunset=2027-01-01 | gateway.providers.dogs.deprecation.since is missing.
					dogs.deprecation.since=tomorrow   | gateway.providers.dogs.deprecation.since is no date and no instant: tomorrow.
					dogs.deprecation.link=http://a    | gateway.providers.dogs.deprecation.link is not https: http://a.
					dogs.deprecation.link=https://u:secret@a | gateway.providers.dogs.deprecation.link carries credentials.
					dogs.paths=                       | gateway.providers.dogs.paths is missing.
					dogs.paths=dogs                   | gateway.providers.dogs.paths has an entry that is not a plain path: dogs.
					dogs.paths=/                      | gateway.providers.dogs.paths has an entry that is not a plain path: /.
					dogs.paths=/dogs/                 | gateway.providers.dogs.paths has an entry that is not a plain path: /dogs/.
					dogs.paths=/dogs/**               | gateway.providers.dogs.paths has an entry that is not a plain path: /dogs/**.
					dogs.paths=/a/../todo             | gateway.providers.dogs.paths has an entry that is not a plain path: /a/../todo.
					dogs.paths=/actuator/dogs         | gateway.providers.dogs.paths claims /actuator/dogs, but /actuator is kept
					dogs.paths=/docs                  | gateway.providers.dogs.paths claims /docs, but /docs is kept
					dogs.paths=/portal/dogs           | gateway.providers.dogs.paths claims /portal/dogs, but /portal is kept
					dogs.paths=/dogs,/dogs/males      | gateway.providers.dogs.paths names /dogs/males and /dogs, which overlap.
					dogs.paths=/todo/x                | overlaps
					dogs.paths=/todo                  | overlaps
					dogs.methods=GET,BREW             | gateway.providers.dogs.methods has the unknown method BREW.
					dogs.methods=get                  | gateway.providers.dogs.methods has the unknown method get.
					dogs.methods=                     | gateway.providers.dogs.methods is empty.
					dogs.connect-timeout=0            | gateway.providers.dogs.connect-timeout is out of range: 0s.
					dogs.connect-timeout=11s          | gateway.providers.dogs.connect-timeout is out of range: 11s.
					dogs.response-timeout=-1s         | gateway.providers.dogs.response-timeout is out of range: -1s.
					dogs.response-timeout=1h          | gateway.providers.dogs.response-timeout is out of range: 1h.
					dogs.response-timeout=soon        | gateway.providers.dogs.response-timeout
					dogs.response-timeout=500         | gateway.providers.dogs.response-timeout has the value '500', which has no unit. Write it behind the number, such as 500ms or 500s.
					dogs.cors.max-age=5               | gateway.providers.dogs.cors.max-age has the value '5', which has no unit.
					dogs.breaker.failure-rate=50%     | gateway.providers.dogs.breaker.failure-rate has the value '50%', which is not a whole number in range
					dogs.breaker.failure-rate=50%     | Write 1 to 100, in digits alone, without a unit or %
					dogs.max-body=1GB                 | gateway.providers.dogs.max-body is out of range: 1GB.
					dogs.rate=500                     | gateway.providers.dogs.rate has the value '500', which is not a rate
					dogs.rate=abc                     | gateway.providers.dogs.rate has the value 'abc', which is not a rate
					dogs.rate=0/s                     | Write a number and s, m, h or d for a second, a minute, an hour or a day, such as 20/s.
					dogs.burst=5                      | gateway.providers.dogs.burst has no rate beside it.
					dogs.burst=0                      | gateway.providers.dogs.burst is out of range: 0.
					dogs.burst=many                   | gateway.providers.dogs.burst has the value 'many', which is not a whole number
					Dogs2.uri=http://a                | gateway.providers.Dogs2 is not a name that the environment can use.
					my-dogs.uri=http://a              | gateway.providers.my-dogs is not a name that the environment can use.
					dogs.max-body=0                   | gateway.providers.dogs.max-body is out of range: 0B.
					dogs.max-body=101MB               | gateway.providers.dogs.max-body is out of range: 101MB.
					dogs.max-body=big                 | gateway.providers.dogs.max-body has the value 'big', which is not a size
					dogs.max-body=1XB                 | Write a number with its unit, such as 64KB or 1MB.
					dogs.max-in-flight=0              | gateway.providers.dogs.max-in-flight is out of range: 0.
					dogs.concurrency=0                | gateway.providers.dogs.concurrency is out of range: 0. Choose 1 or more, or leave the key out.
					dogs.breaker.failure-rate=0       | gateway.providers.dogs.breaker.failure-rate is out of range: 0. Choose a number from 1 to 100.
					dogs.breaker.failure-rate=101     | gateway.providers.dogs.breaker.failure-rate is out of range: 101.
					dogs.breaker.minimum-calls=0      | gateway.providers.dogs.breaker.minimum-calls is out of range: 0.
					dogs.breaker.window=999ms         | gateway.providers.dogs.breaker.window is out of range: 999ms. Choose a duration from 1s to 10m.
					dogs.breaker.window=11m           | gateway.providers.dogs.breaker.window is out of range: 11m.
					dogs.breaker.open-for=0s          | gateway.providers.dogs.breaker.open-for is out of range: 0s.
					dogs.breaker.open-for=11m         | gateway.providers.dogs.breaker.open-for is out of range: 11m.
					dogs.retry.attempts=-1            | gateway.providers.dogs.retry.attempts is out of range: -1.
					dogs.retry.attempts=6             | gateway.providers.dogs.retry.attempts is out of range: 6. Choose a number from 0 to 5.
					dogs.retry.backoff=0ms            | gateway.providers.dogs.retry.backoff is out of range: 0s.
					dogs.retry.backoff=6s             | gateway.providers.dogs.retry.backoff is out of range: 6s.
					dogs.retry.budget=-1              | gateway.providers.dogs.retry.budget is out of range: -1.
					dogs.retry.budget=101             | gateway.providers.dogs.retry.budget is out of range: 101.
					cats.paths=/cats                  | gateway.providers.cats.uri is missing.
					todo.access[0].paths=/todo        | gateway.providers.todo.access[0].allow is missing. Write anonymous,
					todo.access[0].allow=             | gateway.providers.todo.access[0].allow is missing.
					todo.access[0].allow=anonymous,a  | gateway.providers.todo.access[0].allow mixes anonymous
					todo.access[0].allow=a,Authenticated | gateway.providers.todo.access[0].allow mixes anonymous
					todo.access[0].allow=authentcated | gateway.providers.todo.access[0].allow has the scope authentcated, which is almost the word authenticated. Write authenticated,
					todo.access[0].allow=authenticate | if the scope is really called that, name it twice: authenticate,authenticate.
					todo.access[0].allow=anonimus     | has the scope anonimus, which is almost the word anonymous.
					todo.access[0].allow=a b          | gateway.providers.todo.access[0].allow has an entry that is no scope: a b.
					todo.access[0].allow=é            | gateway.providers.todo.access[0].allow has an entry that is no scope: é.
					dogs.cors.credentials=true        | gateway.providers.dogs.cors.origins is missing.
					dogs.cors.origins=                | gateway.providers.dogs.cors.origins is missing.
					dogs.cors.origins=*,http://a      | gateway.providers.dogs.cors.origins has * beside other origins.
					dogs.cors.origins=null            | gateway.providers.dogs.cors.origins has an entry that is no origin: null.
					dogs.cors.origins=a.example       | gateway.providers.dogs.cors.origins has an entry that is no origin: a.example.
					dogs.cors.origins=http://a/       | gateway.providers.dogs.cors.origins has an entry that is no origin: http://a/.
					dogs.cors.origins=https://*.a     | gateway.providers.dogs.cors.origins has an entry that is no origin: https://*.a.
					dogs.cors.origins=https://u@a     | gateway.providers.dogs.cors.origins has an entry that is no origin: https://***@a.
					dogs.cors.origins=https://a:443   | gateway.providers.dogs.cors.origins names the usual port
					dogs.cors.max-age=25h             | gateway.providers.dogs.cors.max-age is out of range: 25h.
					dogs.cors.headers=a b             | gateway.providers.dogs.cors.headers has an entry that is no header name: a b.
					dogs.cors.exposed-headers=(       | gateway.providers.dogs.cors.exposed-headers has an entry that is no header name: (.
					todo.access[0].alow=a             | gateway.providers.todo.access[0].alow is not a key that the gateway knows
					todo.access[0].method[0]=GET      | gateway.providers.todo.access[0].method is not a key that the gateway knows
					todo.access[0].method[0]=GET      | The keys of gateway.providers.todo.access[0] are methods, paths, allow.
					dogs.cors.origin=http://a         | The keys of gateway.providers.dogs.cors are origins, headers, exposed-headers, max-age, credentials.
					""")
	void shouldSayWhichKeyIsWrong(String setting, String sentence, CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.with("gateway.providers." + setting));
		assertReport(output, sentence);
		assertThat(output).doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					fields=time,colour        | gateway.access-log.fields has the unknown field colour. Use any of time, requestId,
					file=/proc/no/access.log  | gateway.access-log.file can't be written: /proc/no/access.log.
					max-files=21              | gateway.access-log.max-files is out of range: 21. Choose a number from 1 to 20.
					max-file-size=0MB         | gateway.access-log.max-file-size is out of range: 0B.
					""")
	void shouldSayWhatIsWrongWithTheAccessLog(String setting, String sentence, CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.with("gateway.access-log." + setting));
		assertReport(output, sentence);
	}

	@Test
	void shouldSayThatANumberIsNoAccounts(CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.with("gateway.account=1111"));
		assertReport(output, "gateway.account is not the number of an AWS account: 1111.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					methods=BREW            | gateway.providers.todo.access[1].methods has the unknown method BREW.
					paths=/dogs             | gateway.providers.todo.access[1].paths names /dogs, which is not within the provider's
					paths=/todox            | gateway.providers.todo.access[1].paths names /todox, which is not within the provider's
					paths=/todo/            | gateway.providers.todo.access[1].paths has an entry that is not a plain path: /todo/.
					paths=/todo/%61         | gateway.providers.todo.access[1].paths has an entry that is not a plain path: /todo/%61.
					paths=/todo/*           | gateway.providers.todo.access[1].paths has an entry that is not a plain path: /todo/*.
					methods=PATCH           | gateway.providers.todo.access[1] can never fit: the provider takes none
					methods=HEAD,POST       | gateway.providers.todo.access[1] can never fit: rules before it decide all
					paths=/todo/a,/todo/b/c | gateway.providers.todo.access[1] can never fit: rules before it decide all
					""")
	void shouldSayWhichAccessRuleIsWrong(String setting, String sentence, CapturedOutput output) {
		String first = setting.contains("HEAD") ? "methods=GET,POST" : "paths=/todo/a,/todo/b";
		assertThatThrownBy(() -> RunningGateway.with("gateway.providers.todo.access[0]." + first,
				"gateway.providers.todo.access[0].allow=anonymous", "gateway.providers.todo.access[1]." + setting,
				"gateway.providers.todo.access[1].allow=todo:write"));
		assertReport(output, sentence);
	}

	@ParameterizedTest
	@ValueSource(strings = { "origins", "exposed-headers" })
	void shouldNotOpenCredentialsToAllPages(String key, CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.with("gateway.providers.dogs.cors.origins=http://a",
				"gateway.providers.dogs.cors." + key + "=*", "gateway.providers.dogs.cors.credentials=true"));
		assertReport(output, "gateway.providers.dogs.cors." + key
				+ " is * while gateway.providers.dogs.cors.credentials is true. List them");
	}

	@ParameterizedTest
	@CsvSource({ "'', '', anybody, anybody", "'', authenticated, anybody, who has an API key",
			"authenticated, '', who has an API key, who has an API key",
			"authenticated, anonymous, who has an API key, anybody" })
	void shouldSayWhoMayReadAndWrite(String reads, String writes, String reader, String writer, CapturedOutput output) {
		RunningGateway.withEnvironment(Map.of("GATEWAY_ACCESS_READS", reads, "GATEWAY_ACCESS_WRITES", writes)).close();
		assertThat(output).contains("May read: " + reader + "; may write: " + writer + "; where");
	}

	@Test
	void shouldSayHowAProviderIsSetUp(CapturedOutput output) {
		String dogs = "gateway.providers.dogs.";
		RunningGateway.with("gateway.providers.todo.access[0].methods=DELETE,POST",
				"gateway.providers.todo.access[0].allow=todo:write,todo:read",
				"gateway.providers.todo.access[1].paths=/todo/a", "gateway.providers.todo.access[1].allow=anonymous",
				dogs + "cors.origins=https://a.example", dogs + "rate=20/s", dogs + "max-body=2048KB",
				dogs + "response-timeout=1500ms", dogs + "methods=HEAD,GET")
			.close();
		assertThat(output)
			.contains("Provider todo at http://localhost:8084: GET HEAD POST PUT DELETE /todo; access: POST DELETE"
					+ " for todo:write todo:read, then all methods /todo/a for anonymous; connect-timeout 1s;"
					+ " response-timeout 5s; breaker: 50 % of at least 20 in 10s, open for 5s; retries 2")
			.contains("Provider dogs at http://localhost:8082: GET HEAD /dogs; CORS: https://a.example; rate 20/s;"
					+ " max-body 2MB; connect-timeout 1s; response-timeout 1500ms;");
	}

	@Test
	void shouldNameTokensAmongCredentialsWhereAnIssuerIsAccepted(CapturedOutput output) {
		RunningGateway
			.with("gateway.access.writes=authenticated", "gateway.issuers.a.uri=http://localhost:1",
					"gateway.issuers.a.audiences=x")
			.close();
		assertThat(output).contains("may write: who has an API key or a token; where");
	}

	@ParameterizedTest
	@CsvSource({ "AWS_EXECUTION_ENV, AWS_ECS_FARGATE", "ECS_CONTAINER_METADATA_URI_V4, http://169.254.170.2/v4/x" })
	void shouldLetTheOperatorChooseOnAws(String variable, String value, CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.withEnvironment(Map.of(variable, value)));
		assertReport(output, "gateway.access.writes is not set");
		assertReport(output, "Set GATEWAY_ACCESS_WRITES to authenticated");
		assertReport(output, "or to anonymous");
		for (String choice : List.of("authenticated", "anonymous")) {
			RunningGateway.withEnvironment(Map.of(variable, value, "GATEWAY_ACCESS_WRITES", choice)).close();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					gateway.providers.dogs.conect-timeout=1s | gateway.providers.dogs.conect-timeout is not a key that the gateway knows
					gateway.drain-dely=1s                    | gateway.drain-dely is not a key that the gateway knows
					gateway.provider.cats.uri=http://a       | gateway.provider is not a key that the gateway knows
					gateway.provider.cats.uri=http://a       | The keys of gateway are providers, proxy-protocol, client-address, drain-delay, connections, limits, access, issuers
					""")
	void shouldNameAnUnknownKeyAndWhereItStands(String setting, String sentence, CapturedOutput output)
			throws IOException {
		Path file = Files.writeString(this.folder.resolve("more.properties"), setting);
		assertThatThrownBy(() -> RunningGateway.withEnvironment(
				Map.of("PROVIDERS_FILE", file.toString(), "GATEWAY_PROVIDERS_DOGS_CONNECT_TIMEOUT", "2s")));
		assertReport(output, sentence);
		assertThat(output).contains("more.properties").doesNotContain("jar:file");
	}

	@Test
	void shouldReportEveryMistakeAtOnce(CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.with("gateway.providers.dogs.uri=dogs",
				"gateway.providers.todo.connect-timeout=0s"));
		assertReport(output, "gateway.providers.dogs.uri has no scheme");
		assertReport(output, "gateway.providers.todo.connect-timeout is out of range");
	}

	@Test
	void shouldNameAMissingFile(CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.withEnvironment(Map.of("PROVIDERS_FILE", "/no/such/file.yaml")));
		assertReport(output,
				"The providers file /no/such/file.yaml does not exist. Put a file there that the gateway may"
						+ " read, or name another in PROVIDERS_FILE.");
		assertThat(output).doesNotContain("application.yaml");
	}

	@ParameterizedTest
	@CsvSource({ ".,can't be read", "providers.conf,has a name that does not end in .yaml" })
	void shouldNameAFileThatIsNone(String name, String sentence, CapturedOutput output) throws IOException {
		Files.createFile(this.folder.resolve("providers.conf"));
		String file = this.folder.resolve(name).toString();
		assertThatThrownBy(() -> RunningGateway.withEnvironment(Map.of("PROVIDERS_FILE", file)));
		assertReport(output, sentence);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					gateway.drain-delay=30s                   | gateway.drain-delay is out of range: 30s.
					gateway.drain-delay=-1s                   | gateway.drain-delay is out of range: -1s.
					gateway.catalog.refresh=25h               | gateway.catalog.refresh is out of range: 25h. Choose a duration from 1s to 24h, or 0 to fetch no documents.
					gateway.catalog.refresh=999ms             | gateway.catalog.refresh is out of range: 999ms. Choose a duration from 1s to 24h, or 0 to fetch no documents.
					gateway.catalog.refresh=-1s               | gateway.catalog.refresh is out of range: -1s. Choose a duration from 1s to 24h, or 0 to fetch no documents.
					gateway.limits.header-timeout=0           | gateway.limits.header-timeout is out of range: 0s.
					gateway.limits.header-timeout=61s         | gateway.limits.header-timeout is out of range: 61s.
					gateway.limits.body-timeout=-1s           | gateway.limits.body-timeout is out of range: -1s.
					gateway.limits.body-timeout=6m            | gateway.limits.body-timeout is out of range: 6m.
					gateway.limits.max-body=0B                | gateway.limits.max-body is out of range: 0B. Choose a size from 1B to 100MB
					gateway.limits.max-in-flight=0            | gateway.limits.max-in-flight is out of range: 0. Choose 1 or more
					gateway.limits.max-in-flight-per-provider=-1 | gateway.limits.max-in-flight-per-provider is out of range: -1.
					gateway.connections.max-per-provider=0    | gateway.connections.max-per-provider is out of range: 0. Choose 1 or more
					gateway.connections.max-waiting=-1        | gateway.connections.max-waiting is out of range: -1. Choose 1 or more
					gateway.connections.max-wait=0s           | gateway.connections.max-wait is out of range: 0ms. Choose 1ms or more
					gateway.connections.max-waiting=many      | gateway.connections.max-waiting has the value 'many', which is not a whole number
					gateway.connections.max-wait=abc          | gateway.connections.max-wait has the value 'abc', which is not a duration
					gateway.connections.max-wait=abc          | such as 500ms or 2s.
					gateway.access.writes=nobody              | gateway.access.writes has the value 'nobody', which is not one of anonymous, authenticated
					gateway.access.reads=x                    | gateway.access.reads has the value 'x', which is not one of anonymous, authenticated
					gateway.throttle.budget=4ms               | gateway.throttle.budget is out of range: 4ms. Choose a duration from 5ms to 1s.
					gateway.throttle.budget=1001ms            | gateway.throttle.budget is out of range: 1001ms.
					gateway.throttle.valkey=valkey:6379       | gateway.throttle.valkey has no scheme redis or rediss.
					gateway.throttle.valkey=http://valkey     | gateway.throttle.valkey has no scheme redis or rediss.
					gateway.throttle.valkey=redis://          | gateway.throttle.valkey is not a URI.
					gateway.throttle.valkey=redis://a_b       | gateway.throttle.valkey has no valid host.
					gateway.throttle.valkey=redis://a:70000   | gateway.throttle.valkey has no valid port.
					gateway.throttle.valkey=redis://a/x       | gateway.throttle.valkey has a path, query or fragment.
					gateway.throttle.valkey=redis://:p%@a     | gateway.throttle.valkey is not a URI.
					gateway.proxy-protocol=maybe              | gateway.proxy-protocol has the value 'maybe', which is not one of off, required
					gateway.client-address=forwarded          | gateway.client-address has the value 'forwarded', which is not one of connection, x-real-ip
					gateway.issuers.a.audiences=x             | gateway.issuers.a.uri is missing.
					gateway.issuers.a.uri=https://a           | gateway.issuers.a.audiences is missing.
					gateway.issuers.a.uri=ftp://a             | gateway.issuers.a.uri has no scheme http or https: ftp://a.
					gateway.issuers.a.uri=login               | gateway.issuers.a.uri has no scheme http or https: login.
					gateway.issuers.a.uri=https://a b         | gateway.issuers.a.uri is not a URI: https://a b.
					gateway.issuers.a.uri=https://u:secret@a  | gateway.issuers.a.uri carries credentials.
					gateway.issuers.a.uri=https://u:secret@a_b | gateway.issuers.a.uri carries credentials.
					gateway.issuers.a.uri=ftp://u:secret@a    | gateway.issuers.a.uri carries credentials.
					gateway.issuers.a.uri=u:secret@a          | gateway.issuers.a.uri has no scheme http or https: ***@a.
					gateway.issuers.a.uri=https://u:secret@a b | gateway.issuers.a.uri is not a URI: https://***@a b.
					gateway.issuers.a.uri=https://u:secret@a?b | gateway.issuers.a.uri has a query: https://***@a?b.
					gateway.issuers.a.jwks-uri=https://u:secret@a_b | gateway.issuers.a.jwks-uri carries credentials.
					gateway.issuers.a.uri=http://example.com  | gateway.issuers.a.uri is http, so whoever is on the way
					gateway.issuers.a.jwks-uri=http://a.b     | gateway.issuers.a.jwks-uri is http, so whoever is on the way
					gateway.issuers.My-A.uri=https://a        | gateway.issuers.My-A is not a name that the environment can use.
					gateway.issuers.a.audience=x              | gateway.issuers.a.audience is not a key that the gateway knows
					""")
	void shouldSayWhichOtherSettingIsWrong(String setting, String sentence, CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.with(setting));
		assertReport(output, sentence);
		assertThat(output).doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GATEWAY_PROVIDERS_DOGS_METHOD", "GATEWAY_PROVIDERS_DOGS_CONECT_TIMEOUT",
			"GATEWAY_PROVIDERS_DOGS_METHODS_X", "GATEWAY_PROVIDERS_DOGS", "GATEWAY_PROVIDERS_MY_DOGS_URI",
			"GATEWAY_PROVIDERS_DOGS_URI_0", "gateway_providers_dogs_path", "GATEWAY_ACCESS_WRITE",
			"GATEWAY_PROVIDERS_TODO_ACCESS_ALLOW", "GATEWAY_THROTTLE_VALKY", "GATEWAY_ISSUERS_LOCAL_AUDIENCE",
			"GATEWAY_POOL_MAX_WAIT" })
	void shouldNameAnUnknownVariableOfTheEnvironment(String variable, CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.withEnvironment(Map.of(variable, "GET")));
		assertReport(output, variable + " is not a variable that the gateway knows.");
	}

	@Test
	void shouldAcceptEveryVariableThatItKnows() {
		Map<String, Object> variables = Map.of("GATEWAY_PROVIDERS_CATS_URI", "http://localhost:10",
				"GATEWAY_PROVIDERS_CATS_PATHS_0", "/cats", "GATEWAY_PROVIDERS_CATS_METHODS_0", "GET",
				"GATEWAY_PROVIDERS_CATS_CONNECT_TIMEOUT", "2s", "GATEWAY_PROVIDERS_CATS_RESPONSETIMEOUT", "2s",
				"GATEWAY_PROVIDERS_DOGS_PATHS", "/dogs,/puppies", "GATEWAY_PROVIDERS_DOGS_METHODS", "GET",
				"GATEWAY_PROVIDERS_DOGS_CONNECTTIMEOUT", "2s", "GATEWAY_PROVIDERS_DOGS_RESPONSE_TIMEOUT", "2s");
		Map<String, Object> more = Map.of("GATEWAY_ACCESS_READS", "", "GATEWAY_ACCESS_WRITES", "",
				"GATEWAY_PROVIDERS_TODO_ACCESS_0_ALLOW", "todo:write", "GATEWAY_PROVIDERS_TODO_ACCESS_0_METHODS_0",
				"PUT", "GATEWAY_PROVIDERS_DOGS_CORS_ORIGINS", "http://a,http://b",
				"GATEWAY_PROVIDERS_DOGS_CORS_MAX_AGE", "1h", "GATEWAY_PROVIDERS_DOGS_FORWARD_CREDENTIALS", "true",
				"GATEWAY_LIMITS_MAX_BODY", "2MB", "GATEWAY_PORT", "tcp://10.0.0.1:8080", "GATEWAY_SERVICE_HOST",
				"10.0.0.1");
		try (RunningGateway gateway = RunningGateway.withEnvironment(joined(variables, more))) {
			assertThat(gateway.port()).isPositive();
		}
	}

	@Test
	void shouldTakeAScopeThatIsAlmostAWordIfItIsNamedTwice() {
		RunningGateway.with("gateway.providers.todo.access[0].allow=authenticate,authenticate").close();
	}

	@Test
	void shouldNotTakeHalfARate(CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.withEnvironment(Map.of("GATEWAY_PROVIDERS_DOGS_RATE_REQUESTS", "5")));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("gateway.providers.dogs.rate")
			.contains("A rate is one value. Write a number and s, m, h or d");
	}

	@Test
	void shouldNameAMissingFileOfTheWorkingDirectory(CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.withEnvironment(Map.of("PROVIDERS_FILE", "no-such-cats.yaml")));
		assertReport(output, Path.of("no-such-cats.yaml").toAbsolutePath().toString());
		assertThat(output).doesNotContain("class path resource [no-such-cats.yaml]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			gateway:\\n\\tproviders:\\n          | line 2, column 1, is not valid YAML: found character '\\t(TAB)'
			gateway:\\n  a: 1\\n b: 2\\n        | line 3, column 2, is not valid YAML
			gateway:\\n  a: 1\\n  a: 2\\n       | line 3, column 3, has the key a a second time. Put what is below
			providers:\\n  dogs:\\n    uri: x   | has no key that begins with gateway. Put its blocks
			""")
	void shouldNameAFileThatCannotBeRead(String yaml, String sentence, CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.folder.resolve("mine.yaml"), yaml.translateEscapes());
		assertThatThrownBy(() -> RunningGateway.withEnvironment(Map.of("PROVIDERS_FILE", file.toString())));
		assertReport(output, sentence);
		assertThat(output).contains(file.toString());
	}

	private static Map<String, Object> joined(Map<String, Object> some, Map<String, Object> more) {
		Map<String, Object> all = new HashMap<>(some);
		all.putAll(more);
		return all;
	}

	private static void assertReport(CapturedOutput output, String sentence) {
		assertThat(output).contains("APPLICATION FAILED TO START").contains(sentence);
		assertThat(output.toString().split("Action:")[1].strip()).isNotEmpty();
		assertThat(output).doesNotContain("\tat ", "dev.crossaccount", "Exception encountered", "condition evaluation");
	}

}
