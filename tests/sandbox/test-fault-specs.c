/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How --fault is read and when a fault strikes. Would catch: a misspelt fault that is passed over, so that a run proves
 * nothing; a schedule that is off by one; a run that cannot be had a second time. */
#include "foyer-sandbox-faults.h"

#include <string.h>

static void
test_wrong (void)
{
  /* What is given, and what the sentence has to name. */
  static const char *const wrong[][2] = {
    { "", "no such fault" },
    { "lose", "no such fault" },
    { "lose-reply:p", "OPTION=VALUE" },
    { "lose-reply:q=1", "\"q\"" },
    { "lose-reply:p=1.1", "\"1.1\"" },
    { "lose-reply:p=-0.1", "\"-0.1\"" },
    { "lose-reply:p=x", "\"x\"" },
    { "lose-reply:p=nan", "\"nan\"" },
    { "lose-reply:p=0.5x", "\"0.5x\"" },
    { "lose-reply:every=0", "\"0\"" },
    { "lose-reply:every=2.5", "\"2.5\"" },
    { "lose-reply:from=0", "\"0\"" },
    { "lose-reply:from=3,to=2", "from is after to" },
    { "lose-reply:for=-1", "\"-1\"" },
    { "lose-reply:on=", "on" },
    { "lose-reply:seconds=1", "\"seconds\"" },
    { "lose-reply:committed=yes", "\"committed\"" },
    { "commit-late", "seconds=S is missing" },
    { "commit-late:p=0.1", "seconds=S is missing" },
    { "commit-late:seconds=", "\"\"" },
    { "commit-late:seconds=-1", "\"-1\"" },
    { "commit-late:seconds=2-1", "\"2-1\"" },
    { "commit-late:seconds=1e12", "\"1e12\"" },
    { "skew:seconds=inf", "\"inf\"" },
    { "busy:retry-after=soon", "\"soon\"" },
    { "error-500:committed=maybe", "\"maybe\"" },
    { "refuse", "field=NAME is missing" },
    { "refuse:field=", "field" },
    { "delay:seconds=1,", "OPTION=VALUE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *const specs[] = { "reset-before", wrong[i][0], NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (foyer_sandbox_faults_new (specs, 1, &error));
      g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
      g_assert_true (g_str_has_prefix (error->message, "--fault "));
      if (strstr (error->message, wrong[i][1]) == NULL)
        g_error ("\"%s\" does not say %s", error->message, wrong[i][1]);
    }
}

static void
test_right (void)
{
  g_autofree char *help = foyer_sandbox_fault_describe_all ();
  static const char *const right[] = {
    "lose-reply",
    "commit-late:seconds=0.5-3,p=0.02",
    "list-lag:seconds=2",
    "reset-before:p=0",
    "reset-during:every=7",
    "cut-off:from=3",
    "delay:seconds=0-0.2,to=9",
    "busy:retry-after=0,for=1.5",
    "error-500:committed=yes",
    "html-502:committed=no,on=reads",
    "refuse:field=name,on=addOrUpdateLead",
    "revoke:from=100,to=100,for=5",
    "skew:seconds=-400",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (right) == FOYER_SANDBOX_N_FAULTS);
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerSandboxFault) fault = foyer_sandbox_fault_parse (right[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (fault->kind, ==, i);
      g_assert_true (g_str_has_prefix (right[i], foyer_sandbox_fault_get_name (fault)));
      g_assert_nonnull (strstr (help, foyer_sandbox_fault_get_name (fault)));
    }
}

/* One letter a request: x struck, . not. */
static char *
draw (const char *spec, guint64 seed, guint n, const char *action, gboolean is_write)
{
  const char *const specs[] = { spec, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSandboxFaults) faults = foyer_sandbox_faults_new (specs, seed, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      FoyerSandboxPlan plan;

      foyer_sandbox_faults_plan (faults, action, is_write, &plan);
      g_string_append_c (text, plan.fault != NULL ? 'x' : '.');
      g_assert_true ((plan.fault != NULL) == (plan.started[0] != NULL));
    }
  return g_string_free_and_steal (text);
}

static void
test_schedule (void)
{
  static const char *const schedules[][2] = {
    { "busy", "xxxxxxxxxx" },
    { "busy:every=3", "..x..x..x." },
    { "busy:from=4", "...xxxxxxx" },
    { "busy:to=4", "xxxx......" },
    { "busy:from=3,to=8,every=2", "...x.x.x.." },
    { "busy:from=3,to=3,for=100", "..xxxxxxxx" },
    { "busy:p=0", ".........." },
    { "busy:p=1", "xxxxxxxxxx" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (schedules); i++)
    {
      g_autofree char *struck = draw (schedules[i][0], 1, 10, "getLeadList", FALSE);

      g_assert_cmpstr (struck, ==, schedules[i][1]);
    }
}

static void
test_which (void)
{
  static const struct
  {
    const char *spec;
    const char *action;
    gboolean is_write;
    const char *struck;
  } cases[] = {
    { "busy:on=reads", "getLeadList", FALSE, "x" },       { "busy:on=reads", "addOrUpdateLead", TRUE, "." },
    { "busy:on=writes", "getLeadList", FALSE, "." },      { "busy:on=writes", "addOrUpdateLead", TRUE, "x" },
    { "busy:on=getLeadList", "getLeadList", FALSE, "x" }, { "busy:on=getLeadList", "ping", FALSE, "." },
    { "busy:on=getLeadList", NULL, FALSE, "." },          { "busy", NULL, FALSE, "x" },
    { "lose-reply", "getLeadList", FALSE, "." },          { "lose-reply", "addOrUpdateLead", TRUE, "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *struck = draw (cases[i].spec, 1, 1, cases[i].action, cases[i].is_write);

      g_assert_cmpstr (struck, ==, cases[i].struck);
    }
}

static guint
count_struck (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == 'x';
  return n;
}

static void
test_draws (void)
{
  g_autofree char *once = draw ("busy:p=0.1", 7, 10000, NULL, FALSE);
  g_autofree char *again = draw ("busy:p=0.1", 7, 10000, NULL, FALSE);
  g_autofree char *other = draw ("busy:p=0.1", 8, 10000, NULL, FALSE);

  g_assert_cmpstr (once, ==, again);
  g_assert_cmpstr (once, !=, other);
  g_assert_cmpuint (count_struck (once), >, 800);
  g_assert_cmpuint (count_struck (once), <, 1200);
}

/* A request ends in one way; its delay, its clock and how old its list is come on top. */
static void
test_several (void)
{
  const char *const specs[] = {
    "skew:seconds=400", "skew:seconds=-100", "delay:seconds=1-2", "list-lag:seconds=3", "busy", "cut-off", NULL
  };
  g_autoptr (FoyerSandboxFaults) faults = foyer_sandbox_faults_new (specs, 1, NULL);
  FoyerSandboxPlan plan;

  g_assert_true (foyer_sandbox_faults_have_lag (faults));
  foyer_sandbox_faults_plan (faults, "getLeadList", FALSE, &plan);
  g_assert_cmpint (plan.skew, ==, 300);
  g_assert_cmpfloat (plan.delay, >=, 1);
  g_assert_cmpfloat (plan.delay, <, 2);
  g_assert_cmpfloat (plan.lag, >, 2.9);
  g_assert_cmpint (plan.fault->kind, ==, FOYER_SANDBOX_FAULT_BUSY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/fault-specs/wrong", test_wrong);
  g_test_add_func ("/sandbox/fault-specs/right", test_right);
  g_test_add_func ("/sandbox/fault-specs/schedule", test_schedule);
  g_test_add_func ("/sandbox/fault-specs/which", test_which);
  g_test_add_func ("/sandbox/fault-specs/draws", test_draws);
  g_test_add_func ("/sandbox/fault-specs/several", test_several);
  return g_test_run ();
}
