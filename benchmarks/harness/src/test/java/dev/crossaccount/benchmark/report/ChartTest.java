package dev.crossaccount.benchmark.report;

import java.io.StringReader;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.measure.Findings;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.measure.Spread;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChartTest {

	@Test
	void shouldDrawABarForEachProxyInProportion() throws Exception {
		Findings findings = new Findings();
		findings.name("nginx", "nginx");
		findings.name("stock", "stock gateway <1 & 2>");
		add(findings, "nginx", 25);
		add(findings, "stock", 100);
		Document svg = parse(Chart.of(findings));
		assertThat(width(svg, "#d97706")).isEqualTo(4 * width(svg, "#94a3b8"));
		assertThat(svg.getDocumentElement().getTextContent()).contains("stock gateway <1 & 2>", "0.25 × stock");
	}

	@Test
	void shouldLeaveOutWhatWasNotMeasured() throws Exception {
		Findings findings = new Findings();
		add(findings, "nginx", 25);
		assertThat(parse(Chart.of(findings)).getDocumentElement().getTextContent()).doesNotContain("latency");
	}

	@Test
	void shouldKeepTheLongestBarInside() throws Exception {
		Panel panel = new Panel("t", "s", List.of(new Bar("a", new Spread(5, 1, 1000), "", Bar.Group.PEER)));
		Document svg = parse(Chart.svg(List.of(panel)));
		assertThat(width(svg, "#94a3b8")).isBetween(1.0, 10.0);
	}

	private static void add(Findings findings, String name, double cpu) {
		findings.rounds().add(name, Case.MAIN.title(), new Round(cpu, 1000, 1, 0));
	}

	private static double width(Document svg, String colour) {
		for (int i = 0; i < svg.getElementsByTagName("rect").getLength(); i++) {
			Element rect = (Element) svg.getElementsByTagName("rect").item(i);
			if (rect.getAttribute("fill").equals(colour)) {
				return Double.parseDouble(rect.getAttribute("width"));
			}
		}
		throw new AssertionError("no bar in " + colour);
	}

	private static Document parse(String svg) throws Exception {
		return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
	}

}
