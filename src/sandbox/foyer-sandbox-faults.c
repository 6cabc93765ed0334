/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong with which request. A draw is a function of the seed, the fault and the count of requests it can
 * strike: the same requests meet the same faults again. */
#include "foyer-sandbox-faults.h"

typedef struct
{
  FoyerSandboxFault *fault; /* owned */
  guint64 count;
  gint64 lasts_until; /* monotonic microseconds */
  gboolean striking;  /* struck the request before this one */
} Entry;

struct _FoyerSandboxFaults
{
  GArray *entries; /* owned */
  guint64 seed;
};

static void
clear_entry (gpointer entry)
{
  foyer_sandbox_fault_free (((Entry *) entry)->fault);
}

/* NULL, with a #GOptionError, when one of SPECS describes no fault. */
FoyerSandboxFaults *
foyer_sandbox_faults_new (const char *const *specs, guint64 seed, GError **error)
{
  g_autoptr (FoyerSandboxFaults) faults = g_new0 (FoyerSandboxFaults, 1);

  faults->seed = seed;
  faults->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (faults->entries, clear_entry);
  for (guint i = 0; specs[i] != NULL; i++)
    {
      Entry entry = { .fault = foyer_sandbox_fault_parse (specs[i], error) };

      if (entry.fault == NULL)
        return NULL;
      g_array_append_val (faults->entries, entry);
    }
  return g_steal_pointer (&faults);
}

void
foyer_sandbox_faults_free (FoyerSandboxFaults *faults)
{
  g_array_unref (faults->entries);
  g_free (faults);
}

gboolean
foyer_sandbox_faults_have_lag (const FoyerSandboxFaults *faults)
{
  for (guint i = 0; i < faults->entries->len; i++)
    if (g_array_index (faults->entries, Entry, i).fault->kind == FOYER_SANDBOX_FAULT_LIST_LAG)
      return TRUE;
  return FALSE;
}

/* The finalizer of splitmix64. */
static guint64
mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* From 0 up to 1; SALT tells the draws of one request apart. */
static double
draw (const FoyerSandboxFaults *faults, guint entry, guint64 count, guint salt)
{
  guint64 bits = mix (mix (mix (faults->seed) ^ ((guint64) entry << 8 | salt)) ^ count);

  return (double) (bits >> 11) * 0x1p-53;
}

static gboolean
strikes (const FoyerSandboxFaults *faults, guint i, gint64 now)
{
  Entry *entry = &g_array_index (faults->entries, Entry, i);
  const FoyerSandboxFault *fault = entry->fault;

  if (now < entry->lasts_until)
    return TRUE;
  if (entry->count < fault->from || entry->count > fault->to || (entry->count - fault->from + 1) % fault->every != 0
      || draw (faults, i, entry->count, 0) >= fault->probability)
    return FALSE;
  entry->lasts_until = now + (gint64) (fault->lasts * G_USEC_PER_SEC);
  return TRUE;
}

static void
start (FoyerSandboxPlan *plan, const FoyerSandboxFault *fault)
{
  for (guint i = 0; i + 1 < G_N_ELEMENTS (plan->started); i++)
    if (plan->started[i] == NULL)
      {
        plan->started[i] = fault;
        return;
      }
}

/* Of those that decide how a request ends, the first one given wins. Those that are about the clock, the time it takes
 * and how old a list is go along with it. */
static void
add_to_plan (FoyerSandboxPlan *plan, Entry *entry, double seconds)
{
  const FoyerSandboxFault *fault = entry->fault;

  switch ((int) fault->kind)
    {
    case FOYER_SANDBOX_FAULT_SKEW:
      plan->skew += (gint64) seconds;
      break;
    case FOYER_SANDBOX_FAULT_LIST_LAG:
      plan->lag = MAX (plan->lag, seconds);
      break;
    case FOYER_SANDBOX_FAULT_DELAY:
      plan->delay += seconds;
      break;
    default:
      if (plan->fault != NULL)
        return;
      plan->fault = fault;
      plan->seconds = seconds;
      break;
    }
  /* A clock that stays wrong is told once. */
  if (fault->kind != FOYER_SANDBOX_FAULT_SKEW || !entry->striking)
    start (plan, fault);
}

/* ACTION may be NULL. */
void
foyer_sandbox_faults_plan (FoyerSandboxFaults *faults, const char *action, gboolean is_write, FoyerSandboxPlan *plan)
{
  gint64 now = g_get_monotonic_time ();

  *plan = (FoyerSandboxPlan) { 0 };
  for (guint i = 0; i < faults->entries->len; i++)
    {
      Entry *entry = &g_array_index (faults->entries, Entry, i);
      const FoyerSandboxFault *fault = entry->fault;
      gboolean struck;

      if (!foyer_sandbox_fault_can_strike (fault, action, is_write))
        continue;
      entry->count++;
      struck = strikes (faults, i, now);
      if (struck)
        add_to_plan (plan, entry,
                     fault->least_seconds
                         + (fault->most_seconds - fault->least_seconds) * draw (faults, i, entry->count, 1));
      entry->striking = struck;
    }
}
