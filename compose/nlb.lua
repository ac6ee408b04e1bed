-- Cuts the connections to a target that turned unhealthy, or whose name DNS no longer has.
--
-- HAProxy can do so itself (on-marked-down shutdown-sessions), but 3.0 then forgets a connection that is just being opened:
-- its caller would wait for nothing. Half a second later none is, as each attempt has 200 ms and the next one goes elsewhere.
core.event_sub({"SERVER_DOWN"}, function(event, data)
  core.register_task(function()
    core.msleep(500)
    local target = data.reference
    -- When HAProxy starts, all are down until it knows their addresses, a moment later.
    local status = target and target:get_stats().status or ""
    if status:find("^DOWN") or status:find("^MAINT") then
      target:shut_sess()
    end
  end)
end)
