package dev.crossaccount.systemtest;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries ports from within a container, by the only program that all of them have and that
 * opens many connections without starting another: the Perl of Debian's and Ubuntu's base
 * system.
 */
public final class Probe {

	/**
	 * All at once, from one process: a load balancer's container has little memory. What
	 * is neither taken nor refused within two to three seconds is taken for dropped.
	 */
	private static final String CONNECT = """
			use IO::Select;
			use IO::Socket::INET;
			my $pending = IO::Select->new;
			my %targets;
			for my $target (@ARGV) {
			  my ($name, $address, $port) = split /[=:]/, $target;
			  my $socket = IO::Socket::INET->new(
			    PeerAddr => $address, PeerPort => $port, Proto => "tcp", Blocking => 0) or next;
			  $targets{$socket} = "$name:$port";
			  $pending->add($socket);
			}
			my $end = time + 3;
			while ($pending->count && time < $end) {
			  for my $socket ($pending->can_write($end - time)) {
			    print "$targets{$socket}\\n" if $socket->connected;
			    $pending->remove($socket);
			  }
			}
			""";

	private Probe() {
	}

	/** Which of the ports the source reaches of the targets: {@code service:port}. */
	public static Set<String> reached(Topology.Container source, Collection<Topology.Container> targets,
			Collection<Integer> ports) {
		return reached(source,
				targets.stream()
					.flatMap((target) -> target.addresses()
						.stream()
						.flatMap((address) -> ports.stream()
							.map((port) -> "%s=%s:%d".formatted(target.service(), address, port)))));
	}

	/**
	 * Which of the targets the source reaches: {@code name:port}, by
	 * {@code name=address:port}.
	 */
	public static Set<String> reached(Topology.Container source, Stream<String> targets) {
		String[] words = Stream.concat(Stream.of("perl", "-e", CONNECT), targets).toArray(String[]::new);
		return source.exec(words).succeeds().output().lines().collect(Collectors.toCollection(TreeSet::new));
	}

	/** Proves that the source can be reached, and that this class can tell. */
	public static boolean reachesItself(Topology.Container source, Collection<Integer> ports) {
		return !reached(source, List.of(source), ports).isEmpty();
	}

}
