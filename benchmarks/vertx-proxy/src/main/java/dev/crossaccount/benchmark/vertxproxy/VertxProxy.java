package dev.crossaccount.benchmark.vertxproxy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;

/**
 * Proxies every request to one upstream, with an event loop, and a client of its own, for
 * each processor. System properties: {@code port}, {@code upstream.port}, {@code loops},
 * and {@code exit} to end once it listens, as for an AOT cache.
 */
class VertxProxy extends VerticleBase {

	/** The default of 5 would make requests wait for one another. */
	private static final int CONNECTIONS_PER_LOOP = 1024;

	public static void main(String[] args) {
		int loops = Integer.getInteger("loops", Runtime.getRuntime().availableProcessors());
		Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops).setPreferNativeTransport(true));
		vertx.deployVerticle(VertxProxy::new, new DeploymentOptions().setInstances(loops)).onComplete((deployed) -> {
			if (deployed.failed()) {
				System.err.println(deployed.cause());
				System.exit(1);
			}
			if (Boolean.getBoolean("exit")) {
				vertx.close();
			}
		});
	}

	@Override
	public Future<?> start() {
		HttpClient client = this.vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_LOOP));
		HttpProxy proxy = HttpProxy.reverseProxy(client).origin(Integer.getInteger("upstream.port", 8082), "127.0.0.1");
		HttpServer server = this.vertx.createHttpServer();
		return server.requestHandler(proxy).listen(Integer.getInteger("port", 8080), "127.0.0.1");
	}

}
