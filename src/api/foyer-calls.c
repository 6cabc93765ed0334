/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every call that Foyer makes: what a key has to allow. The client makes no other, so that whoever makes a key by this
 * list is not refused later. */

#include "foyer-calls.h"

static const FoyerCallName calls[] = {
  { "contact", "addOrUpdateLead" },
  { "contact", "addOrUpdateCompany" },
  { "contact", "addOrUpdateContact" },
  { "contact", "getCompanyList" },
  { "contact", "getContactList" },
  { "crm", "addOrUpdateLeadNote" },
  { "crm", "getLeadList" },
  { "crm", "getLeadNoteList" },
  { "crm", "getLeadQualityList" },
  { "crm", "getLeadStageList" },
  { "crm", "getLeadTypeList" },
  { "crm", "getLeadSourceList" },
  { "crm", "getLeadChannelList" },
  { "account", "getIndustryList" },
  { "account", "getUserList" },
  { "test", "ping" },
};

/**
 * foyer_calls_list:
 * @n_calls: (out): how many there are
 *
 * Returns: (array length=n_calls) (transfer none): the calls
 */
const FoyerCallName *
foyer_calls_list (guint *n_calls)
{
  *n_calls = G_N_ELEMENTS (calls);
  return calls;
}

/**
 * foyer_calls_has:
 * @name_space: for example `contact`
 * @action: for example `addOrUpdateLead`
 *
 * Returns: whether the call is one of those that a key is made for
 */
gboolean
foyer_calls_has (const char *name_space, const char *action)
{
  g_return_val_if_fail (name_space != NULL && action != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_equal (calls[i].name_space, name_space) && g_str_equal (calls[i].action, action))
      return TRUE;
  return FALSE;
}
