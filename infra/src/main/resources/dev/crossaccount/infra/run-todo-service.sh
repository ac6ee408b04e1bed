#!/bin/bash
# Runs todo-service on an instance of the ECS-optimized Amazon Linux 2023: Docker is there, and the ECS agent stays off.
# TodoInstances fills in the words between at signs.
set -euo pipefail

image='@IMAGE@'
region='@REGION@'
secret='@SECRET@'
log_group='@LOG_GROUP@'
stack='@STACK@'
group='@GROUP@'
ready_seconds='@READY_SECONDS@'

# Says how it went: a rolling update waits for that before it goes on to the next instance.
report() {
  local status=$?
  /opt/aws/bin/cfn-signal --exit-code "$status" --region "$region" --stack "$stack" --resource "$group"
}

# From Amazon Linux's repositories, which are in S3. Until it is there, nothing can report: so it is tried again.
tries=3
until dnf install -y -q aws-cfn-bootstrap awscli-2; do
  ((--tries)) || exit 1
  sleep 5
done
trap report EXIT
systemctl mask ecs.service

cat >/etc/todo-service.env <<'SETTINGS'
@SETTINGS@
SETTINGS

cat >/usr/local/bin/fetch-database-password <<'SCRIPT'
#!/bin/bash
# Fetches the password from the secret $2 of the region $1 to the folder that the container sees as /run/secrets.
set -euo pipefail
umask 077
folder=/run/todo-service
# 10001: the user of the image.
install -d "$folder" -m 0755
install -d "$folder/secrets" -m 0500 -o 10001 -g 10001
aws secretsmanager get-secret-value --region "$1" --secret-id "$2" --query SecretString --output text \
  | python3 -c 'import json, sys; print(json.load(sys.stdin)["password"], end="")' >"$folder/next"
chown 10001:10001 "$folder/next"
# Renamed, so that nobody ever reads half of it.
mv -f "$folder/next" "$folder/secrets/spring.datasource.password"
SCRIPT
chmod 0755 /usr/local/bin/fetch-database-password

cat >/etc/systemd/system/database-password.service <<UNIT
[Unit]
Description=The database's password of this moment
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart=/usr/local/bin/fetch-database-password $region $secret
UNIT

# RDS changes the password without asking: connections stay, and new ones need the new one.
cat >/etc/systemd/system/database-password.timer <<'UNIT'
[Unit]
Description=The database's password, every minute

[Timer]
OnActiveSec=60
OnUnitActiveSec=60
AccuracySec=1

[Install]
WantedBy=timers.target
UNIT

cat >/etc/systemd/system/todo-service.service <<UNIT
[Unit]
Description=todo-service
Requires=docker.service
Wants=database-password.service
After=docker.service database-password.service

[Service]
ExecStartPre=-/usr/bin/docker rm --force todo-service
ExecStart=/usr/bin/docker run --rm --name todo-service --env-file /etc/todo-service.env \
  --memory 1g --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
  --volume /run/todo-service/secrets:/run/secrets:ro --publish 8080:8080 --publish 8081:8081 \
  --log-driver awslogs --log-opt awslogs-region=$region --log-opt awslogs-group=$log_group \
  --log-opt awslogs-stream=$HOSTNAME --log-opt mode=non-blocking $image
ExecStop=/usr/bin/docker stop --time @STOP_SECONDS@ todo-service
TimeoutStopSec=@STOP_LIMIT_SECONDS@
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
UNIT

registry=${image%%/*}
aws ecr get-login-password --region "$region" | docker login --username AWS --password-stdin "$registry"
docker pull --quiet "$image"
docker logout "$registry"

systemctl daemon-reload
systemctl start database-password.service
systemctl enable --now database-password.timer todo-service.service

# The first of all instances makes the schema too. SECONDS counts from the start of this script: who gives up by it does
# so while CloudFormation still waits for a word.
until curl -fsS -o /dev/null --max-time 2 http://localhost:8081/actuator/health/readiness; do
  if ((SECONDS > ready_seconds)); then
    echo "todo-service does not get ready" >&2
    exit 1
  fi
  sleep 5
done
