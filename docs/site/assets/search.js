(self.apiloom=self.apiloom||[]).push(["vendors",["baiyao","dezhu","dmhub","udesk","wefeng"]]);
