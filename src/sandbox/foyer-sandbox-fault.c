/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One way in which the sandbox misbehaves: how --fault describes it, NAME[:OPTION=VALUE,...]. */
#include "foyer-sandbox-fault.h"

#include <math.h>
#include <string.h>

/* Options that only some faults have. */
enum
{
  HAS_SECONDS = 1 << 0,
  NEEDS_SECONDS = 1 << 1,
  MAY_BE_NEGATIVE = 1 << 2,
  NEEDS_FIELD = 1 << 3,
  HAS_RETRY_AFTER = 1 << 4,
  HAS_COMMITTED = 1 << 5,
};

#define MAX_SECONDS (366 * 24 * 60 * 60)

static const struct
{
  const char *name;
  guint options;
  const char *target;
  const char *description;
} kinds[FOYER_SANDBOX_N_FAULTS] = {
  [FOYER_SANDBOX_FAULT_LOSE_REPLY] = { "lose-reply", 0, "writes",
                                       "commits, and resets the connection instead of answering" },
  [FOYER_SANDBOX_FAULT_COMMIT_LATE] = { "commit-late", HAS_SECONDS | NEEDS_SECONDS, "writes",
                                        "resets the connection, and commits seconds=S later unless the request is "
                                        "stale then" },
  [FOYER_SANDBOX_FAULT_LIST_LAG] = { "list-lag", HAS_SECONDS | NEEDS_SECONDS, "reads",
                                     "answers with what was there seconds=S ago" },
  [FOYER_SANDBOX_FAULT_RESET_BEFORE] = { "reset-before", 0, "all", "resets the connection and does nothing" },
  [FOYER_SANDBOX_FAULT_RESET_DURING] = { "reset-during", 0, "all",
                                         "resets the connection in the middle of the answer" },
  [FOYER_SANDBOX_FAULT_CUT_OFF] = { "cut-off", 0, "all", "closes the connection in the middle of the answer's body" },
  [FOYER_SANDBOX_FAULT_DELAY] = { "delay", HAS_SECONDS | NEEDS_SECONDS, "all", "looks at the request seconds=S later" },
  [FOYER_SANDBOX_FAULT_BUSY] = { "busy", HAS_RETRY_AFTER, "all",
                                 "429, with Retry-After where retry-after=SECONDS says so" },
  [FOYER_SANDBOX_FAULT_ERROR_500] = { "error-500", HAS_COMMITTED, "all", "500; after the commit with committed=yes" },
  [FOYER_SANDBOX_FAULT_HTML_502] = { "html-502", HAS_COMMITTED, "all",
                                     "502 and a page; after the commit with committed=yes" },
  [FOYER_SANDBOX_FAULT_REFUSE] = { "refuse", NEEDS_FIELD, "writes", "refuses what gives the parameter field=NAME" },
  [FOYER_SANDBOX_FAULT_REVOKE] = { "revoke", 0, "all", "463, as if the key were revoked" },
  [FOYER_SANDBOX_FAULT_SKEW] = { "skew", HAS_SECONDS | NEEDS_SECONDS | MAY_BE_NEGATIVE, "all",
                                 "the platform's clock is seconds=S ahead, or behind with seconds=-S" },
};

static gboolean
complain (const char *text, const char *sentence, GError **error)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--fault %s: %s", text, sentence);
  return FALSE;
}

static gboolean
read_number (const char *text, double least, double most, double *number, const char **end)
{
  char *stop;

  *number = g_ascii_strtod (text, &stop);
  *end = stop;
  return stop != text && isfinite (*number) && *number >= least && *number <= most;
}

/* S, or S-T for something between the two. */
static gboolean
read_seconds (FoyerSandboxFault *fault, const char *value)
{
  double least = kinds[fault->kind].options & MAY_BE_NEGATIVE ? -MAX_SECONDS : 0;
  const char *end;

  if (!read_number (value, least, MAX_SECONDS, &fault->least_seconds, &end))
    return FALSE;
  fault->most_seconds = fault->least_seconds;
  if (*end == '-' && !read_number (end + 1, fault->least_seconds, MAX_SECONDS, &fault->most_seconds, &end))
    return FALSE;
  return *end == '\0';
}

static gboolean
read_count (const char *value, guint64 *count)
{
  return g_ascii_string_to_unsigned (value, 10, 1, G_MAXUINT64, count, NULL);
}

/* FALSE when the fault has no such option; *VALID is whether the value is one. */
static gboolean
read_option (FoyerSandboxFault *fault, const char *name, const char *value, gboolean *valid)
{
  guint options = kinds[fault->kind].options;
  const char *end;

  if (g_str_equal (name, "p"))
    *valid = read_number (value, 0, 1, &fault->probability, &end) && *end == '\0';
  else if (g_str_equal (name, "every"))
    *valid = read_count (value, &fault->every);
  else if (g_str_equal (name, "from"))
    *valid = read_count (value, &fault->from);
  else if (g_str_equal (name, "to"))
    *valid = read_count (value, &fault->to);
  else if (g_str_equal (name, "for"))
    *valid = read_number (value, 0, MAX_SECONDS, &fault->lasts, &end) && *end == '\0';
  else if (g_str_equal (name, "on"))
    {
      g_free (fault->target);
      fault->target = g_strdup (value);
      *valid = *value != '\0';
    }
  else if (g_str_equal (name, "seconds") && options & HAS_SECONDS)
    *valid = read_seconds (fault, value);
  else if (g_str_equal (name, "field") && options & NEEDS_FIELD)
    {
      g_free (fault->field);
      fault->field = g_strdup (value);
      *valid = *value != '\0';
    }
  else if (g_str_equal (name, "retry-after") && options & HAS_RETRY_AFTER)
    *valid = g_ascii_string_to_signed (value, 10, 0, MAX_SECONDS, &fault->retry_after, NULL);
  else if (g_str_equal (name, "committed") && options & HAS_COMMITTED)
    {
      fault->committed = g_str_equal (value, "yes");
      *valid = fault->committed || g_str_equal (value, "no");
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_options (FoyerSandboxFault *fault, const char *text, const char *options, GError **error)
{
  g_auto (GStrv) words = g_strsplit (options, ",", -1);
  gboolean has_seconds = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);
      g_autofree char *sentence = NULL;
      gboolean valid;

      if (g_strv_length (parts) != 2)
        sentence = g_strdup_printf ("\"%s\" is not OPTION=VALUE", words[i]);
      else if (!read_option (fault, parts[0], parts[1], &valid))
        sentence = g_strdup_printf ("%s has no option \"%s\"", kinds[fault->kind].name, parts[0]);
      else if (!valid)
        sentence = g_strdup_printf ("\"%s\" is no value for %s", parts[1], parts[0]);
      if (sentence != NULL)
        return complain (text, sentence, error);
      has_seconds |= g_str_equal (parts[0], "seconds");
    }
  if (kinds[fault->kind].options & NEEDS_SECONDS && !has_seconds)
    return complain (text, "seconds=S is missing", error);
  if (kinds[fault->kind].options & NEEDS_FIELD && fault->field == NULL)
    return complain (text, "field=NAME is missing", error);
  if (fault->from > fault->to)
    return complain (text, "from is after to", error);
  return TRUE;
}

static gboolean
find_kind (const char *name, FoyerSandboxFaultKind *kind)
{
  for (guint i = 0; i < FOYER_SANDBOX_N_FAULTS; i++)
    if (g_str_equal (kinds[i].name, name))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/* NULL, with a #GOptionError that says what is wrong in one sentence, when TEXT describes no fault. */
FoyerSandboxFault *
foyer_sandbox_fault_parse (const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  g_autoptr (FoyerSandboxFault) fault = g_new0 (FoyerSandboxFault, 1);

  if (parts[0] == NULL || !find_kind (parts[0], &fault->kind))
    {
      complain (text, "there is no such fault", error);
      return NULL;
    }
  fault->probability = 1;
  fault->every = 1;
  fault->from = 1;
  fault->to = G_MAXUINT64;
  fault->retry_after = -1;
  fault->target = g_strdup (kinds[fault->kind].target);
  if (!read_options (fault, text, parts[1] != NULL ? parts[1] : "", error))
    return NULL;
  return g_steal_pointer (&fault);
}

void
foyer_sandbox_fault_free (FoyerSandboxFault *fault)
{
  g_free (fault->target);
  g_free (fault->field);
  g_free (fault);
}

/* ACTION may be NULL. */
gboolean
foyer_sandbox_fault_can_strike (const FoyerSandboxFault *fault, const char *action, gboolean is_write)
{
  if (g_str_equal (fault->target, "all"))
    return TRUE;
  if (g_str_equal (fault->target, "reads"))
    return !is_write;
  if (g_str_equal (fault->target, "writes"))
    return is_write;
  return g_strcmp0 (fault->target, action) == 0;
}

const char *
foyer_sandbox_fault_get_name (const FoyerSandboxFault *fault)
{
  return kinds[fault->kind].name;
}

/* For --help. */
char *
foyer_sandbox_fault_describe_all (void)
{
  GString *text = g_string_new ("Faults: --fault NAME[:OPTION=VALUE,...], as often as wanted\n");

  for (guint i = 0; i < FOYER_SANDBOX_N_FAULTS; i++)
    g_string_append_printf (text, "  %-13s %s (on %s)\n", kinds[i].name, kinds[i].description, kinds[i].target);
  g_string_append (
      text, "Options of all of them; without any, a fault strikes always\n"
            "  p=0.05        strikes one request in twenty, drawn from --fault-seed\n"
            "  every=N       strikes each Nth request\n"
            "  from=N, to=N  strikes between these two; requests are counted from 1\n"
            "  for=S         goes on striking for S seconds once it has struck\n"
            "  on=WHICH      reads, writes, all, or an action such as addOrUpdateLead: what is counted and struck\n"
            "seconds=S may be a fraction, or S-T for something between the two.\n");
  return g_string_free_and_steal (text);
}
