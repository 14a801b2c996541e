import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import net.minidev.json.JSONObject;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import org.apache.commons.lang.StringEscapeUtils;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.util.introspection.Info;

/**
 * Reads one JSON object a line, {template, body, params, context, stageVariables}, and answers one a line:
 * {"output"} or {"error"} (`render`), or {"perSecond"} of a warm run (`bench`).
 */
public final class VelocityJvm {
  private static final String[] PARAMS = {"path", "querystring", "header"};

  public static final class Input {
    private final String body;
    private final Map<String, Map<String, Object>> params = new LinkedHashMap<>();
    private Object document;

    Input(String body, Map<String, Map<String, Object>> given) {
      this.body = body;
      for (String part : PARAMS) params.put(part, given.getOrDefault(part, new LinkedHashMap<>()));
    }

    public String getBody() { return body == null ? "{}" : body; }
    public Object params() { return params; }

    public Object params(String name) {
      for (String part : PARAMS) if (params.get(part).containsKey(name)) return params.get(part).get(name);
      return "";
    }

    public Object path(String path) {
      try {
        return read(path);
      } catch (PathNotFoundException missing) {
        return null;
      }
    }

    public String json(String path) {
      try {
        return JSONValue.toJSONString(read(path), JSONStyle.LT_COMPRESS);
      } catch (PathNotFoundException missing) {
        return "\"\"";
      }
    }

    private Object read(String path) {
      if (document == null) document = parsed(getBody());
      return JsonPath.read(document, path);
    }
  }

  public static final class Util {
    public String escapeJavaScript(String text) { return StringEscapeUtils.escapeJavaScript(text); }
    public Object parseJson(String text) { return parsed(text); }
    public String urlEncode(String text) throws Exception { return URLEncoder.encode(text, "UTF-8"); }
    public String urlDecode(String text) throws Exception { return URLDecoder.decode(text, "UTF-8"); }
    public String base64Encode(String text) { return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)); }
    public String base64Decode(String text) { return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8); }
  }

  /** An undefined reference is an empty text, wherever it stands. */
  public static final class EmptyText implements InvalidReferenceEventHandler {
    public Object invalidGetMethod(Context c, String reference, Object o, String property, Info i) { return ""; }
    public boolean invalidSetMethod(Context c, String left, String right, Info i) { return false; }
    public Object invalidMethod(Context c, String reference, Object o, String method, Info i) { return ""; }
  }

  static Object parsed(String json) { return JsonPath.parse(json).read("$"); }

  @SuppressWarnings("unchecked")
  static <T> T member(Map<String, Object> given, String name) { return (T) given.getOrDefault(name, new LinkedHashMap<>()); }

  static String render(Template template, Map<String, Object> given) {
    VelocityContext context = new VelocityContext();
    context.put("input", new Input((String) given.get("body"), member(given, "params")));
    context.put("util", new Util());
    context.put("context", VelocityJvm.<Object>member(given, "context"));
    context.put("stageVariables", VelocityJvm.<Object>member(given, "stageVariables"));
    EventCartridge events = new EventCartridge();
    events.addEventHandler(new EmptyText());
    events.attachToContext(context);
    StringWriter out = new StringWriter();
    template.merge(context, out);
    return out.toString();
  }

  static Template compiled(String text) throws Exception {
    RuntimeInstance velocity = new RuntimeInstance();
    velocity.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
    velocity.setProperty("directive.foreach.maxloops", "1000");
    velocity.init();
    Template template = new Template();
    template.setRuntimeServices(velocity);
    template.setName("template");
    template.setData(velocity.parse(new StringReader(text), "template"));
    template.initDocument();
    return template;
  }

  static double perSecond(Template template, Map<String, Object> given, double seconds) {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long turns = 0;
    for (; System.nanoTime() < end; turns++) render(template, given);
    return turns * 1e9 / (System.nanoTime() - start);
  }

  @SuppressWarnings("unchecked")
  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Map<String, Object> given = (Map<String, Object>) parsed(line);
      JSONObject answer = new JSONObject();
      try {
        Template template = compiled((String) given.get("template"));
        if (args[0].equals("bench")) {
          perSecond(template, given, 2);
          answer.put("perSecond", perSecond(template, given, 1));
        } else answer.put("output", render(template, given));
      } catch (Throwable failure) {
        answer.put("error", String.valueOf(failure));
      }
      out.println(JSONValue.toJSONString(answer));
    }
  }
}
