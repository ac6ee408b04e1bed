# shellcheck shell=bash
# What infra/deploy and infra/destroy share. Who sources it has set script, its own name, and variable_of, the variable
# of each option that takes a value, and defines usage.

: "${script:?}"
declare -A profile_of account_of
declare -A purpose_of=([global]="gateway's account" [ecs]="account of dog-names-service" [ec2]="account of todo-service")
dry_run='' yes='' same_account=''
# What the command that "ask" ran last printed.
answer=''
# The steps: what each is called, what to look at when it fails, and the function with its arguments.
titles=() hints=() calls=()
current='' hint='' step_started=0

say() { printf '%s: %s\n' "$script" "$*"; }

complain() { printf '%s\n' "${@/#/$script: }" >&2; }

fail() {
  complain "$@"
  exit 1
}

misuse() {
  complain "$@"
  exit 2
}

# --- Options and settings ------------------------------------------------------------------------

# Takes --option value and --option=value; an option wins over its variable.
take_options() {
  local option word
  for word in "$@"; do
    if [[ $word == --help || $word == -h ]]; then
      usage
      exit
    fi
  done
  while (($# > 0)); do
    option=${1%%=*}
    if [[ -n ${variable_of[$option]:-} ]]; then
      if [[ $1 != *=* ]]; then
        [[ $# -ge 2 && $2 != --* ]] || misuse "$option needs a value (see --help)."
        set -- "$option=$2" "${@:3}"
      fi
      printf -v "${variable_of[$option]}" %s "${1#*=}"
    else
      case $1 in
        --dry-run) dry_run=true ;;
        --yes) yes=true ;;
        --same-account) same_account=true ;;
        *) misuse "Unknown option $1 (see --help)." ;;
      esac
    fi
    shift
  done
}

check_settings() {
  local account option variable wrong=()
  for account in global ecs ec2; do
    option=--$account-profile variable=${variable_of[--$account-profile]}
    profile_of[$account]=${!variable:-}
    [[ -n ${!variable:-} ]] ||
      wrong+=("No AWS profile for the ${purpose_of[$account]}: name it by $option or $variable.")
  done
  [[ $AWS_REGION =~ ^[a-z]{2}(-[a-z]+)+-[0-9]+$ ]] ||
    wrong+=("'$AWS_REGION' is no region: give one such as us-east-1 by --region or AWS_REGION.")
  ((${#wrong[@]} == 0)) || misuse "${wrong[@]}"
  check_distinct profile "${profile_of[global]}" "${profile_of[ecs]}" "${profile_of[ec2]}"
}

# Refuses, without --same-account, to do for one account what is meant for three; $1 is what the other three are.
check_distinct() {
  [[ -n $same_account || ($2 != "$3" && $3 != "$4" && $2 != "$4") ]] ||
    misuse "The three profiles lead to fewer than three accounts ($1s $2, $3 and $4 for global, ecs and ec2):" \
      "correct --global-profile, --ecs-profile or --ec2-profile, or give --same-account if that is what you want."
}

# --- Commands ------------------------------------------------------------------------------------

# Prints a command as it can be given to a shell.
show() {
  local word
  printf '  $'
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./:=@%+,-]+$ || $word == '|' ]]; then
      printf ' %s' "$word"
    elif [[ $word == *\'* && $word != *[\"\$\`\\\!]* ]]; then
      printf ' "%s"' "$word"
    else
      printf ' %s' "${word@Q}"
    fi
  done
  printf '\n'
}

# Says in a dry run when the commands that follow are left out; else the script knows and does not run them.
note() { [[ -z $dry_run ]] || printf '  # %s\n' "$*"; }

run() {
  show "$@"
  [[ -n $dry_run ]] || "$@"
}

# Runs $2... and puts what it prints into "answer"; in a dry run that is $1.
ask() {
  show "${@:2}"
  if [[ -n $dry_run ]]; then answer=$1; else answer=$("${@:2}"); fi
}

# Runs the AWS CLI in account $1.
run_aws() { run aws "${@:2}" --profile "${profile_of[$1]}" --region "$AWS_REGION"; }

# Asks the AWS CLI in account $2; $1 stands in for the answer in a dry run.
ask_aws() { ask "$1" aws "${@:3}" --profile "${profile_of[$2]}" --region "$AWS_REGION"; }

check_aws_cli() {
  command -v aws >/dev/null || fail "The AWS CLI is missing. Install version 2 and put aws on the PATH."
  [[ $(aws --version 2>&1) == aws-cli/2* ]] || fail "The AWS CLI on the PATH is not version 2. Install version 2."
}

# Has a failure of the questions to AWS that follow explained as that of a step is.
begin_questions() { current="the questions to AWS before step 1" hint="What AWS says is above." step_started=$SECONDS; }

# Finds out which account each profile leads to.
find_accounts() {
  local account profile
  local -A stand_in=([global]=111111111111 [ecs]=222222222222 [ec2]=333333333333)
  for account in global ecs ec2; do
    profile=${profile_of[$account]}
    ask "${stand_in[$account]}" aws sts get-caller-identity --profile "$profile" --query Account --output text ||
      fail "Profile $profile (--$account-profile or ${variable_of[--$account-profile]}) gives no access; what AWS says is above." \
        "Sign in (aws sso login --profile $profile), or correct it (aws configure --profile $profile)."
    [[ $answer =~ ^[0-9]{12}$ ]] || fail "Profile $profile leads to '$answer', which is no account."
    account_of[$account]=$answer
  done
  check_distinct account "${account_of[global]}" "${account_of[ecs]}" "${account_of[ec2]}"
}

# --- Steps ---------------------------------------------------------------------------------------

# Adds a step: its title, what to look at when it fails, and the function with its arguments, which have no blanks.
plan() {
  titles+=("$1")
  hints+=("$2")
  calls+=("${*:3}")
}

# Prints how to see why one of stacks $2... of account $1 failed.
stack_hint() {
  local stack
  printf 'What it says is above; the reason is the first failure of the last attempt in:'
  for stack in "${@:2}"; do
    printf '\n  aws cloudformation describe-stack-events --stack-name %s --profile %s --region %s' \
      "$stack" "${profile_of[$1]}" "$AWS_REGION"
  done
}

print_plan() {
  local number
  for number in "${!titles[@]}"; do printf '  %2d. %s\n' $((number + 1)) "${titles[$number]}"; done
}

confirm() {
  local reply=''
  [[ -z $dry_run && -z $yes ]] || return 0
  [[ -t 0 ]] || misuse "Nobody can answer here: give --yes to go on without a question."
  read -r -p "Go on? [y/N] " reply || :
  [[ $reply == [yY]* ]] || fail "Nothing was changed."
}

run_plan() {
  local number
  for number in "${!titles[@]}"; do
    current="step $((number + 1)) of ${#titles[@]}, ${titles[$number]}" hint=${hints[$number]} step_started=$SECONDS
    printf '\n[%d/%d] %s\n' $((number + 1)) ${#titles[@]} "${titles[$number]}"
    # A function in a condition would go on after a failed command, so that a failure ends the script instead.
    # shellcheck disable=SC2086 # One word per argument.
    ${calls[$number]}
    [[ -n $dry_run ]] || printf '  took %s\n' "$(duration $((SECONDS - step_started)))"
  done
  current=
}

duration() {
  if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %d s' $(($1 / 60)) $(($1 % 60)); fi
}

# Runs at every exit: says where it stopped, if it did, and what to do.
ended() {
  local status=$?
  if ((status != 0)) && [[ -n $current ]]; then
    complain "Stopped in $current, after $(duration $((SECONDS - step_started))) (exit status $status)." \
      "$hint" "Then give the same command again: what is done is left as it is."
    # 2 and 3 have a meaning of their own.
    ((status == 130 || status == 143)) || exit 1
  fi
}

: "${AWS_REGION:=${AWS_DEFAULT_REGION:-us-east-1}}"
trap ended EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
