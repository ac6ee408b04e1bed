-- Takes 1 from every bucket, or nothing from any, in one step and by the server's clock.
--
-- KEYS: the buckets, all in one slot of a cluster.
-- ARGV, four per bucket: capacity, then for a rate: requests, period in ms, 0
--                                       for a quota: 0, end of this period, end of the next, in ms since 1970
-- Answer, two per bucket: requests that are left, ms to wait for one if there was none.
--
-- A bucket is what is used up, and when that was (rate) or is forgotten (quota). No key: nothing is used up.

local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local buckets, admitted = {}, true

for i, key in ipairs(KEYS) do
	local bucket = {
		capacity = tonumber(ARGV[i * 4 - 3]), requests = tonumber(ARGV[i * 4 - 2]), used = 0, wait = 0
	}
	local used, at = string.match(redis.call('GET', key) or '', '^(%S+) (%S+)$')
	if bucket.requests > 0 then
		bucket.period = tonumber(ARGV[i * 4 - 1])
		if used then
			local returned = math.max(0, now - tonumber(at)) * bucket.requests / bucket.period
			bucket.used = math.max(0, tonumber(used) - returned)
		end
		bucket.at = now
	else
		bucket.at = tonumber(ARGV[i * 4 - 1])
		if used and tonumber(at) > now then
			bucket.used, bucket.at = tonumber(used), tonumber(at)
		elseif now >= bucket.at then
			-- The caller's clock is behind.
			bucket.at = tonumber(ARGV[i * 4])
		end
	end
	-- The limit was higher.
	bucket.used = math.min(bucket.used, bucket.capacity)
	-- Rounding must not refuse what came back to the very millisecond.
	local missing = bucket.used + 1 - bucket.capacity - 1e-6
	if missing > 0 then
		admitted = false
		bucket.wait = bucket.at - now
		if bucket.requests > 0 then
			bucket.wait = missing * bucket.period / bucket.requests
		end
	end
	buckets[i] = bucket
end

local answer = {}
for i, bucket in ipairs(buckets) do
	if admitted then
		bucket.used = bucket.used + 1
		local life = bucket.at - now
		if bucket.requests > 0 then
			life = bucket.used * bucket.period / bucket.requests
		end
		redis.call('SET', KEYS[i], string.format('%.9f %.3f', bucket.used, bucket.at),
			'PX', string.format('%d', math.max(1, math.ceil(life))))
	end
	answer[i * 2 - 1] = math.max(0, math.floor(bucket.capacity - bucket.used + 1e-6))
	answer[i * 2] = math.ceil(bucket.wait)
end
return answer
