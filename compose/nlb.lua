-- Cuts the connections to a target that turned unhealthy, or that DNS no longer names.
--
-- HAProxy can do so itself (on-marked-down shutdown-sessions), but 3.0 then forgets a connection that is just being opened:
-- its caller would wait for nothing. A second later none is, as each attempt has 200 ms and the next one goes elsewhere.
core.event_sub({"SERVER_DOWN"}, function(event, data)
  core.register_task(function()
    core.sleep(1)
    local target = data.reference
    if target then
      target:shut_sess()
    end
  end)
end)
