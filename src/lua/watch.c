#include "config.h"

#include "lua/watch.h"

#include "lua/state.h"

static void
event_tell(struct policy *policy, const struct event *event)
{
	policy->env->event(policy->sink_ctx, event);
}

void
watch_call(struct policy *policy, const char *what)
{
	if (!policy->env->watch.events)
		return;
	policy->usage_before = policy_usage(policy);
	event_tell(policy, &(struct event){ .kind = EVENT_CALL,
					    .what = bytes_of(what),
					    .subject = policy_place(policy) });
}

void
watch_read(struct policy *policy, struct bytes path, bool old, uint64_t bytes)
{
	if (!policy->env->watch.events)
		return;
	event_tell(policy, &(struct event){ .kind = EVENT_READ,
					    .what = old ? BYTES("old") : BYTES("new"),
					    .subject = path,
					    .spent.read_bytes = bytes });
}

void
watch_graph(struct policy *policy, uint64_t bytes)
{
	if (!policy->env->watch.events || bytes == 0)
		return;
	event_tell(policy, &(struct event){ .kind = EVENT_READ,
					    .what = BYTES("graph"),
					    .spent.read_bytes = bytes });
}

void
watch_violation(struct policy *policy, const struct finding *finding)
{
	if (!policy->env->watch.events)
		return;
	event_tell(policy, &(struct event){ .kind = EVENT_VIOLATION,
					    .subject = finding->path,
					    .line = finding->line,
					    .text = finding->message });
}

void
watch_end(struct policy *policy)
{
	const struct policy_usage *before = &policy->usage_before;
	struct policy_usage spent;

	if (!policy->env->watch.events)
		return;
	spent = policy_usage(policy);
	spent.instructions -= before->instructions;
	spent.read_bytes -= before->read_bytes;
	spent.regex_steps -= before->regex_steps;
	event_tell(policy, &(struct event){ .kind = EVENT_SPENT, .spent = spent });
	if (policy->failed)
		event_tell(policy, &(struct event){ .kind = EVENT_FAILURE,
						    .text = policy->failure.message });
}
