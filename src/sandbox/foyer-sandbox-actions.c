/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls the sandbox knows, and ping. */
#include "foyer-sandbox-call.h"

#include "foyer-sandbox-leads.h"
#include "foyer-sandbox-lists.h"
#include "foyer-sandbox-notes.h"
#include "foyer-sandbox-people.h"
#include "foyer-sandbox-picklists.h"

static FoyerSandboxReply *
answer_ping (FoyerSandboxCall *call)
{
  FoyerSandboxWriter writer;

  foyer_sandbox_writer_init (&writer);
  foyer_sandbox_writer_open_object (&writer, NULL);
  foyer_sandbox_writer_boolean (&writer, "success", TRUE);
  foyer_sandbox_writer_time (&writer, "timestamp", call->now);
  foyer_sandbox_writer_close_object (&writer);
  return foyer_sandbox_reply_new (&writer);
}

#define READ(SPACE, NAME, FUNCTION) { SPACE, NAME, NULL, NULL, NULL, foyer_sandbox_answer_##FUNCTION }
#define WRITE(SPACE, NAME, STEM, APPLY)                                                                                \
  { SPACE,                                                                                                             \
    NAME,                                                                                                              \
    foyer_sandbox_judge_##STEM,                                                                                        \
    foyer_sandbox_reserve_##STEM,                                                                                      \
    foyer_sandbox_apply_##APPLY,                                                                                       \
    foyer_sandbox_answer_##STEM }

static const FoyerSandboxAction actions[] = {
  { "test", "ping", NULL, NULL, NULL, answer_ping },
  READ ("account", "getIndustryList", industries),
  READ ("account", "getUserList", users),
  READ ("crm", "getLeadChannelList", channels),
  READ ("crm", "getLeadQualityList", qualities),
  READ ("crm", "getLeadSourceList", sources),
  READ ("crm", "getLeadStageList", stages),
  READ ("crm", "getLeadTypeList", types),
  READ ("crm", "getLeadList", leads),
  READ ("crm", "getLeadNoteList", notes),
  READ ("contact", "getCompany", one_company),
  READ ("contact", "getCompanyList", companies),
  READ ("contact", "getContact", one_contact),
  READ ("contact", "getContactList", contacts),
  WRITE ("contact", "addOrUpdateLead", lead, lead),
  WRITE ("crm", "addOrUpdateLeadNote", note, note),
  WRITE ("contact", "addOrUpdateCompany", company, company_call),
  WRITE ("contact", "addOrUpdateContact", contact, contact_call),
};

/* NULL when there is no such call. */
const FoyerSandboxAction *
foyer_sandbox_action_find (const char *space, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].space, space) && g_str_equal (actions[i].name, name))
      return &actions[i];
  return NULL;
}

gboolean
foyer_sandbox_action_space_exists (const char *space)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].space, space))
      return TRUE;
  return FALSE;
}
